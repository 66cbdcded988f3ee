/** What a page handler returns: a template and the model it shows. */
export class Page {
  constructor(
    readonly view: string,
    readonly model: object,
    readonly status: number = 200,
  ) {}
}

/** After a change, the browser is sent to look at the result. */
export class Redirect {
  constructor(readonly to: string) {}
}

export function page(view: string, model: object): Page {
  return new Page(view, model);
}

export function seeOther(to: string): Redirect {
  return new Redirect(to);
}
