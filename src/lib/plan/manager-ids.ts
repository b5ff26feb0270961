import { isOwnId } from '../model/own-id';
import { knownId } from './known-id';
import type { WriteOptions } from './plan-file';

type ManagerOptions = Pick<WriteOptions, 'target' | 'hasOwnIds' | 'managers'>;

/**
 * What the target calls the managers whom texts mean. Whose id is not known is left out, as are those who are only being
 * created: in any other form than an id a target would refuse the manager, or take somebody else. Memory: the texts of
 * those who are left out.
 */
export class ManagerIds {
  readonly #options: ManagerOptions;
  readonly #unknown = new Set<string>();

  constructor(options: ManagerOptions) {
    this.#options = options;
  }

  /** Empty where it is not known. */
  readonly of = (text: string): string => {
    const id = this.#idOf(text);
    if (id === '' && text.trim() !== '') this.#unknown.add(text);
    return id;
  };

  /** For the person who hands the files over. */
  get notes(): readonly string[] {
    const { size } = this.#unknown;
    if (size === 0) return [];
    return [
      `${size === 1 ? '1 manager is' : `${size} managers are`} left out, as their ids in the target are not known.`
    ];
  }

  #idOf(text: string): string {
    const { managers, target } = this.#options;
    const manager = managers?.(text);
    if (manager) return knownId({ isNew: false, targetId: manager.targetId }, this.#options);
    return isOwnId(target, text) ? text : '';
  }
}
