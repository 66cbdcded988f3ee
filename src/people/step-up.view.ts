/** A form as someone had sent it, to be sent again by them: where to, and each field with its values. */
export interface Carried {
  readonly to: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

/** A path of our own: never another site's, whatever a link says. */
export function localPath(to: string): string {
  return /^\/(?![/\\])[^\s\\]*$/.test(to) && !to.startsWith('/step-up') ? to : '/home';
}

/** What was carried past the step-up; null where nothing was, or where it is not a form's fields. */
export function carriedForm(to: string, carried: string | undefined): Carried | null {
  if (carried === undefined) return null;
  try {
    const typed: unknown = JSON.parse(carried);
    if (typeof typed !== 'object' || typed === null) return null;
    const fields = Object.entries(typed).flatMap(([name, value]) =>
      (name.startsWith('_') ? [] : [value].flat()).map((each) => ({ name, value: String(each) })),
    );
    return { to: localPath(to), fields };
  } catch {
    return null;
  }
}
