/** Where one is in a list too long for one page. Pages and rows are counted from one; `offset` from nought, as SQL does. */
export interface Place {
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  readonly size: number;
  readonly offset: number;
  /** The page numbers to offer, 'gap' standing for those left out: 1, gap, 6, 7, 8, gap, 20. */
  readonly offered: readonly (number | 'gap')[];
}

/** One page of a list, and where it is in the whole. */
export interface Paged<T> extends Place {
  readonly rows: readonly T[];
}

/**
 * The page asked for, of a list this long. What is no page number is the first page, and past the end is the last: a
 * list may have shrunk since its link was made. An empty list has one page.
 * @param asked `?page=` as it came, which is anything at all
 */
export function pageOf(asked: unknown, total: number, size = pageSize): Place {
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(pageAsked(asked), pages);
  return { page, pages, total, size, offset: (page - 1) * size, offered: offeredAround(page, pages) };
}

const pageSize = 25;

function pageAsked(asked: unknown): number {
  return /^[1-9]\d{0,8}$/.test(String(asked)) ? Number(asked) : 1;
}

/** Where the page asked for would begin, for a list whose length the same statement finds: past its end, ask again where `pageOf` says. */
export function offsetAsked(asked: unknown): Pick<Place, 'size' | 'offset'> {
  return { size: pageSize, offset: (pageAsked(asked) - 1) * pageSize };
}

/** The first page, the last, this one and its neighbours; a gap is never one page wide. */
function offeredAround(page: number, pages: number): (number | 'gap')[] {
  const all = Array.from({ length: pages }, (_, index) => index + 1);
  const near = all.filter((number) => number === 1 || number === pages || Math.abs(number - page) <= 1);
  return near.flatMap((number, index) => {
    const skipped = number - (near[index - 1] ?? 0) - 1;
    if (skipped === 0) return [number];
    return [skipped === 1 ? number - 1 : ('gap' as const), number];
  });
}
