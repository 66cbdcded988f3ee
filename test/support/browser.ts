import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';

const libraryFolders = ['/lib/x86_64-linux-gnu', '/usr/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib'];

/** The Chromium that npm brought, without a window. */
export async function openBrowser(): Promise<Browser> {
  // A server without a desktop's libraries: told that it is such a place, the package unpacks its own.
  if (!libraryFolders.some((folder) => existsSync(`${folder}/libnss3.so`))) {
    process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs20.x';
  }
  const { default: chromium } = await import('@sparticuz/chromium');
  // Not the package's own flags: they switch off the web security that is under test.
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
}

/** What axe finds against WCAG 2.2 AA on the page as it stands: rule and element, empty where it finds nothing. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}
