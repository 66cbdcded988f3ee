// A passkey's form: the browser's own question on pressing its button, its answer in the field, and then the form goes its way.
for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.addEventListener('submit', (event) => {
    if (form.elements.passkey.value !== '') return;
    event.preventDefault();
    answerOf(form).then(
      (answer) => {
        form.elements.passkey.value = JSON.stringify(answer);
        form.requestSubmit();
      },
      () => {
        form.querySelector('[data-passkey-says]').textContent =
          'Your browser gave no passkey. Press the button to try again, or use another way.';
      },
    );
  });
}

async function answerOf(form) {
  const options = JSON.parse(form.dataset.options);
  if (form.dataset.passkey === 'create') {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    return (await navigator.credentials.create({ publicKey })).toJSON();
  }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return (await navigator.credentials.get({ publicKey })).toJSON();
}
