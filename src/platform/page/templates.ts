import { join } from 'node:path';
import nunjucks from 'nunjucks';
import { projectFolder } from '../project-folder.js';
import { addFilters } from './filters.js';

/** The templates: each feature's own `pages/`, the layout, and the GOV.UK and MoJ components they are made of. */
export function templates(): nunjucks.Environment {
  const folders = ['src', 'node_modules/govuk-frontend/dist', 'node_modules/@ministryofjustice/frontend'];
  const environment = nunjucks.configure(
    folders.map((folder) => join(projectFolder, folder)),
    { autoescape: true, noCache: false },
  );
  addFilters(environment);
  return environment;
}
