import { initAll } from '/assets/govuk/govuk-frontend.min.js';
import { initAll as initMoj } from '/assets/moj/moj-frontend.min.js';
import '/assets/passkey.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();
initMoj();
