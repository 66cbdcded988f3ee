// Whoever leaves quickly is signed out as well: to whoever presses Back there the page would be shown again.
const signOut = document.querySelector('form[action="/sign-out"]');
if (signOut)
  new MutationObserver(() => {
    if (document.body.classList.contains('govuk-exit-this-page-hide-content'))
      navigator.sendBeacon(signOut.action, new URLSearchParams(new FormData(signOut)));
  }).observe(document.body, { attributeFilter: ['class'] });

// Says two minutes before a session ends that it will, and lets its holder stay. What was typed stays on the page either way.
const notice = document.querySelector('[data-ends-at]');
if (notice) {
  const says = notice.querySelector('[role="alert"]');
  const stay = notice.querySelector('button');
  let timers = [];

  const show = (words, canStay) => {
    notice.hidden = false;
    stay.hidden = !canStay;
    says.textContent = words;
  };
  const until = (endsAt) => {
    timers.forEach(clearTimeout);
    const left = new Date(endsAt) - Date.now();
    const time = new Date(endsAt).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
    timers = [
      setTimeout(() => show(`You will be signed out at ${time}.`, true), left - 120_000),
      setTimeout(
        () =>
          show(
            'You have been signed out. What you typed is kept: send it, sign in, and go on with it.',
            false,
          ),
        left,
      ),
    ];
  };
  stay.addEventListener('click', async () => {
    const answer = await fetch('/api/v1/account/sessions/current');
    if (!answer.ok) return;
    notice.hidden = true;
    until((await answer.json()).endsAt);
  });
  until(notice.dataset.endsAt);
}
