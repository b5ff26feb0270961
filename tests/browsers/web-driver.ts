import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const START_MS = 15_000;
/** How often is looked whether what is waited for has come. */
const LOOK_MS = 100;

/** As W3C WebDriver names an element in its answers. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** The few commands of W3C WebDriver that a smoke test needs, over HTTP: for browsers that Playwright does not drive. */
export class WebDriver {
  readonly #driver: ChildProcess;
  readonly #address: string;
  #session = '';

  private constructor(driver: ChildProcess, address: string) {
    this.#driver = driver;
    this.#address = address;
  }

  /** Starts the program that drives, and with it the browser. */
  static async start(program: string, port: number, capabilities: object): Promise<WebDriver> {
    const process = spawn(program, [`--port=${port}`], { stdio: 'ignore' });
    const driver = new WebDriver(process, `http://127.0.0.1:${port}`);
    try {
      await until(START_MS, 'the driver to start', () =>
        fetch(`${driver.#address}/status`).then(
          ({ ok }) => ok,
          () => false
        )
      );
      const { sessionId } = (await driver.#send('POST', '', { capabilities: { alwaysMatch: capabilities } })) as {
        sessionId: string;
      };
      driver.#session = `/${sessionId}`;
      return driver;
    } catch (error) {
      process.kill();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#send('DELETE', '').catch(() => undefined);
    this.#driver.kill();
  }

  async open(address: string): Promise<void> {
    await this.#send('POST', '/url', { url: address });
  }

  async reload(): Promise<void> {
    await this.#send('POST', '/refresh', {});
  }

  /** What the function body gives, run in the page. A promise is waited for. */
  evaluate(body: string): Promise<unknown> {
    return this.#send('POST', '/execute/sync', { script: body, args: [] });
  }

  /** Waits for the first element that the XPath finds and that can be clicked, and clicks it. */
  async click(xpath: string): Promise<void> {
    await until(30_000, xpath, async () => {
      const element = await this.#find(xpath);
      return (
        element !== undefined &&
        this.#send('POST', `/element/${element}/click`, {}).then(
          () => true,
          () => false
        )
      );
    });
  }

  /** Types into an element; into a file input: the path of the file. */
  async type(xpath: string, text: string): Promise<void> {
    await this.see(xpath);
    const element = await this.#find(xpath);
    await this.#send('POST', `/element/${element ?? ''}/value`, { text });
  }

  async see(xpath: string, patienceMs = 30_000): Promise<void> {
    await until(patienceMs, xpath, async () => (await this.#find(xpath)) !== undefined);
  }

  async #find(xpath: string): Promise<string | undefined> {
    const found = (await this.#send('POST', '/elements', { using: 'xpath', value: xpath })) as Record<string, string>[];
    return found[0]?.[ELEMENT];
  }

  async #send(method: string, command: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.#address}/session${this.#session}${command}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } })
    });
    const { value } = (await answer.json()) as { value: unknown };
    if (!answer.ok) throw new Error(`${command}: ${JSON.stringify(value)}`);
    return value;
  }
}

async function until(patienceMs: number, what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`Waited ${patienceMs / 1000} s in vain for ${what}.`);
    await sleep(LOOK_MS);
  }
}
