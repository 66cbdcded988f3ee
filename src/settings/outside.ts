import { secretNamed, type Reading } from './reading.js';

/** Where others find Larkspur, and whose sign-in it takes. */
export interface Outside {
  /** Where people find it, with no path: what a passkey is bound to, and where another sign-in leads back to. */
  readonly publicUrl: string;
  /** The organisation's own sign-in (OpenID Connect). Null: there is none. */
  readonly sso: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | null;
}

export function readOutside(port: number, reading: Reading): Outside {
  return { publicUrl: readPublicUrl(port, reading), sso: readSso(reading) };
}

function readPublicUrl(port: number, { environment, production, faults }: Reading): string {
  const text = environment['PUBLIC_URL'];
  const url = URL.parse(text ?? `http://localhost:${String(port)}`);
  const isBare = url !== null && url.href === `${url.origin}/`;
  if (production && text === undefined) {
    faults.push(
      'PUBLIC_URL must be set in production, such as https://larkspur.example.org: passkeys are bound to it.',
    );
  } else if (!isBare || !(url.protocol === 'https:' || (!production && url.hostname === 'localhost'))) {
    faults.push(
      'PUBLIC_URL must be where people find Larkspur, over HTTPS and with no path, such as https://larkspur.example.org.',
    );
  }
  return url?.origin ?? '';
}

function readSso(reading: Reading): Outside['sso'] {
  const { environment, production, faults } = reading;
  const [issuer, clientId] = [environment['OIDC_ISSUER'], environment['OIDC_CLIENT_ID']];
  const clientSecret = secretNamed('OIDC_CLIENT_SECRET', reading);
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
  const isSafe = issuer !== undefined && URL.canParse(issuer) && (!production || issuer.startsWith('https:'));
  if (isSafe && clientId && clientSecret) return { issuer, clientId, clientSecret };
  faults.push('OIDC_ISSUER, which begins with https://, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together.');
  return null;
}
