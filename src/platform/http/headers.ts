import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { Config } from '../../config.js';
import { reportsPath } from './content-types.js';

/** What browsers may do with our pages, which is as little as they work with. */
export function headers(config: Config): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: policyFor(config) },
      referrerPolicy: { policy: 'no-referrer' },
      strictTransportSecurity: config.production ? { maxAge: 63_072_000, includeSubDomains: true } : false,
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      crossOriginEmbedderPolicy: { policy: 'require-corp' },
      xFrameOptions: { action: 'deny' },
    }),
    nothingElse,
  ];
}

/** Whether a directive is one of those that our pages are sent with. */
export function isOfPolicy(directive: string, config: Config): boolean {
  const own = Object.keys(policyFor(config)).map((name) =>
    name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
  );
  return own.some(
    (name) => directive === name || directive === `${name}-elem` || directive === `${name}-attr`,
  );
}

const policyFor = ({ production }: Config) => ({
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  // Text becomes markup only through the one policy of start.js, which lets the date picker's own templates through.
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ['default'],
  reportUri: [reportsPath],
  // Where a browser knows this, it forgets the address above, and without HTTPS reports nothing.
  ...(production ? { reportTo: ['csp'] } : {}),
});

/** Everything a browser could offer a page. None of it is asked for, so an injected script cannot ask either. */
const features =
  'accelerometer autoplay bluetooth browsing-topics camera clipboard-read clipboard-write display-capture encrypted-media ' +
  'fullscreen gamepad geolocation gyroscope hid idle-detection local-fonts magnetometer microphone midi otp-credentials payment ' +
  'picture-in-picture screen-wake-lock serial storage-access usb ' +
  'web-share window-management xr-spatial-tracking';

const permissions = features
  .split(' ')
  .map((feature) => `${feature}=()`)
  .concat('publickey-credentials-create=(self)', 'publickey-credentials-get=(self)') // passkeys, on our own pages
  .join(', ');

function nothingElse(_: Request, response: Response, next: NextFunction): void {
  response.setHeader('Permissions-Policy', permissions);
  response.setHeader('Reporting-Endpoints', `csp="${reportsPath}"`);
  response.setHeader('X-Robots-Tag', 'none');
  next();
}
