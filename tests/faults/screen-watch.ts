import type { Page } from '@playwright/test';

/** What goes wrong on a page, seen or unseen. */
export class ScreenWatch {
  readonly #page: Page;
  readonly #errors: string[] = [];

  constructor(page: Page) {
    this.#page = page;
    page.on('pageerror', (error) => this.#errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.#errors.push(message.text());
    });
  }

  get errors(): readonly string[] {
    return this.#errors;
  }

  /** Errors in the console while nothing on the screen says that anything is wrong. */
  async silent(): Promise<readonly string[]> {
    if (this.#errors.length === 0) return [];
    return (await this.isTold()) ? [] : this.#errors;
  }

  async isTold(): Promise<boolean> {
    const told = this.#page.getByRole('alert').filter({ hasText: /\S/ });
    const messages = this.#page.getByRole('region', { name: 'Messages' }).filter({ hasText: /\S/ });
    return (await told.or(messages).count()) > 0;
  }
}
