import { codeAt } from './people/authenticator-app.js';
import { Clock } from './platform/clock.js';
import { say } from './starting.js';

const [, , secret = ''] = process.argv;

/** `npm run demo:code -- SECRET`: the code that an authenticator app with this secret shows now. */
if (/^[A-Z2-7]{32}$/.test(secret)) say(codeAt(secret, new Clock().now()));
else say('Say the secret that is printed beside an account of the demo: 32 letters and digits.');
