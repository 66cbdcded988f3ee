import { Secret, TOTP } from 'otpauth';
import qrcode from 'qrcode-generator';

const period = 30;

/** A new secret for an authenticator app, in base32: 160 random bits, as RFC 4226 recommends. */
export function newAppSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/**
 * The half-minute, counted from 1970, that a code belongs to: this one, the one before or the one after, since telephones'
 * clocks drift. Null where the code is of none of them.
 */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const app = appWith(secret);
  const delta = app.validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : app.counter({ timestamp: now.getTime() }) + delta;
}

/** The code an app shows at an instant. */
export function codeAt(secret: string, now: Date): string {
  return appWith(secret).generate({ timestamp: now.getTime() });
}

/** The secret as apps take it: an address, and a picture of it for a camera. */
export function appOffer(secret: string, email: string): { secret: string; uri: string; picture: string } {
  const uri = appWith(secret, email).toString();
  const code = qrcode(0, 'M');
  code.addData(uri);
  code.make();
  return { secret: secret.replace(/(.{4})(?=.)/g, '$1 '), uri, picture: code.createDataURL(5, 20) };
}

function appWith(secret: string, label = ''): TOTP {
  return new TOTP({
    issuer: 'Larkspur',
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period,
  });
}
