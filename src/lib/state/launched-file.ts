import type { AppError } from '../model/app-error';

interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly FileSystemHandle[] }) => void): void;
}

/**
 * Files that the installed app was opened with, from the file manager (`file_handlers` of the web manifest). What was given
 * before anybody asked is kept by the browser until then. Browsers without such a queue open no files.
 */
export function onLaunchedFile(take: (file: File) => void, fail: (error: AppError) => void): void {
  const queue = launchQueue();
  queue?.setConsumer(({ files = [] }) => {
    const [handle] = files.filter((given) => given instanceof FileSystemFileHandle);
    handle?.getFile().then(take, (cause: unknown) => fail({ kind: 'file-unreadable', cause: String(cause) }));
  });
}

function launchQueue(): LaunchQueue | undefined {
  // Typings of the DOM do not know it.
  return (globalThis as { readonly launchQueue?: LaunchQueue }).launchQueue;
}
