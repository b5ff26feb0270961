import type { ImportTarget } from '../model/import-run';
import { rememberedOf } from '../model/remembered-mapping';
import { ImportWizardState, type ImportPurpose } from './import-wizard.svelte';
import { runsLink } from './links';
import type { Muster } from './muster.svelte';

/** The wizard of one import into an app, or into a domain's users. */
export function openImportWizard(muster: Muster, target: ImportTarget): ImportWizardState {
  const { importing, notices, jobs, engine } = muster;
  importing.getReady();
  const tools: ConstructorParameters<typeof ImportWizardState>[0] = {
    importing,
    notices,
    jobs,
    newUsers: (stageId, range) => engine.api.stagedNewUsers(stageId, range)
  };
  const workspaceId = muster.overview?.workspace.id;
  return new ImportWizardState(tools, {
    target,
    ...placeOf(muster, target),
    runHref: workspaceId && (({ id }) => runsLink(workspaceId, target, id))
  });
}

type Place = Pick<ImportPurpose, 'place' | 'rememberedMappings' | 'catalogId'>;

function placeOf(muster: Muster, target: ImportTarget): Place {
  if (target.kind === 'users') {
    const domain = muster.domain(target.domainId)?.domain;
    return { place: domain?.name ?? '', rememberedMappings: domain?.rememberedMappings, catalogId: undefined };
  }
  const app = muster.app(target.appId)?.app;
  return { place: app?.name ?? '', rememberedMappings: app && rememberedOf(app), catalogId: app?.catalogId };
}
