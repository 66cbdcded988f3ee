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

/** A secret as apps take it. */
export interface AppOffer {
  readonly secret: string;
  readonly uri: string;
  /** The address as a square picture for a camera: the path of its dark parts, as SVG has it, and how wide it is. */
  readonly picture: { readonly path: string; readonly width: number };
}

/** The margin that cameras need around it, in parts as wide as one of its own (ISO/IEC 18004). */
const margin = 4;

export function appOffer(secret: string, email: string): AppOffer {
  const uri = appWith(secret, email).toString();
  const code = qrcode(0, 'M');
  code.addData(uri);
  code.make();
  const parts = Array.from({ length: code.getModuleCount() }, (_, place) => place);
  const path = parts
    .flatMap((row) => parts.filter((column) => code.isDark(row, column)).map((column) => [column, row]))
    .map((place) => `M${place.map((each) => each + margin).join(',')}h1v1h-1z`)
    .join('');
  const picture = { path, width: parts.length + 2 * margin };
  return { secret: secret.replace(/(.{4})(?=.)/g, '$1 '), uri, picture };
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
