import type { AppError } from '../model/app-error';
import { errorMessage } from './error-message';

export interface Notice {
  readonly id: number;
  readonly tone: 'done' | 'failed';
  readonly title: string;
  readonly detail: string;
  readonly canUndo: boolean;
  /** Where it goes on. */
  readonly link?: { readonly label: string; readonly href: string };
}

const SHOWN_MS = 12_000;

/**
 * Short messages in the corner. Failures stay until they are dismissed. Of what was done only the last is shown: "Take
 * back" takes the last step back, and must not stand beside an older one.
 */
export class Notices {
  #list = $state.raw<readonly Notice[]>([]);
  #nextId = 1;

  get list(): readonly Notice[] {
    return this.#list;
  }

  done(title: string, detail = '', canUndo = false): void {
    this.#addForNow({ tone: 'done', title, detail, canUndo });
  }

  /** Something that a person has to look at. It leaves by itself like the others: the page it leads to says it too. */
  pointTo(title: string, detail: string, link: { readonly label: string; readonly href: string }): void {
    this.#addForNow({ tone: 'done', title, detail, canUndo: false, link });
  }

  /** It stays until the function that comes back is called. */
  stand(title: string, detail: string): () => void {
    const id = this.#add({ tone: 'done', title, detail, canUndo: false });
    return () => this.dismiss(id);
  }

  failed(error: AppError): void {
    const { title, cause, remedy } = errorMessage(error);
    this.#add({ tone: 'failed', title, detail: `${cause} ${remedy}`, canUndo: false });
  }

  dismiss(id: number): void {
    this.#list = this.#list.filter((notice) => notice.id !== id);
  }

  #addForNow(notice: Omit<Notice, 'id'>): void {
    const id = this.#add(notice);
    setTimeout(() => this.dismiss(id), SHOWN_MS);
  }

  #add(notice: Omit<Notice, 'id'>): number {
    const id = this.#nextId++;
    const kept = this.#list.filter(({ tone }) => tone === 'failed').slice(-2);
    this.#list = [...kept, { id, ...notice }];
    return id;
  }
}
