import { createServer } from 'vite';

/** Modules of the project as Vite resolves them: the catalog collects its entries with `import.meta.glob`. */
export interface ProjectModules {
  /** By its path from the project's folder. */
  load(path: string): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

export async function openProjectModules(): Promise<ProjectModules> {
  const server = await createServer({
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, watch: null }
  });
  return { load: (path) => server.ssrLoadModule(`/${path}`), close: () => server.close() };
}
