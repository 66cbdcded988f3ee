import { initAll } from '/assets/govuk/govuk-frontend.min.js';
import { initAll as initMoj } from '/assets/moj/moj-frontend.min.js';
import '/assets/passkey.js';
import '/assets/signed-in.js';

// The page's policy lets no text become markup but through here. The date picker makes itself of these elements, and of
// nothing that runs: what holds anything else comes to nothing.
const plain =
  /^(?:[^<]|<\/?(?:button|circle|div|h2|p|path|rect|span|svg|table|tbody|td|th|thead|title|tr)(?=[\s>/]))*$/i;
const runs = /[\s"'/]on[a-z]+\s*=|javascript:|srcdoc/i;
window.trustedTypes?.createPolicy('default', {
  createHTML: (markup) => (plain.test(markup) && !runs.test(markup) ? markup : ''),
});

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();
initMoj();
