// On pages that anybody may be watched reading. Escape leaves at once, leaving takes the page's own place in the history, and a
// page come back to by the browser's own buttons shows nothing and leaves. Without this script the exit is a link.
const elsewhere = 'https://www.bbc.co.uk/weather';

function leave() {
  document.documentElement.hidden = true;
  location.replace(elsewhere);
}

if (performance.getEntriesByType('navigation')[0]?.type === 'back_forward') leave();
addEventListener('pageshow', (shown) => shown.persisted && leave());
addEventListener('keydown', (pressed) => pressed.key === 'Escape' && leave());
addEventListener(
  'click',
  (clicked) => {
    const link = clicked.target.closest?.('a');
    if (!link || clicked.ctrlKey || clicked.metaKey || clicked.shiftKey) return;
    if (link.classList.contains('govuk-js-exit-this-page-button')) {
      clicked.stopImmediatePropagation();
      clicked.preventDefault();
      leave();
    } else if (link.origin === location.origin && !link.hash) {
      // One step takes the place of the other, so that there is no trail of them to go back through.
      clicked.preventDefault();
      location.replace(link.href);
    }
  },
  true,
);
