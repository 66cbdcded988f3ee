import { pageOf } from '../../../src/platform/page/paging.js';
import { templates } from '../../../src/platform/page/templates.js';

describe('the page asked for', () => {
  it.each([
    ['the second of three', '2', 61, { page: 2, pages: 3, offset: 25 }],
    ['the first, where none is asked for', undefined, 61, { page: 1, pages: 3, offset: 0 }],
    ['the last, where the list has shrunk since', '9', 61, { page: 3, pages: 3, offset: 50 }],
    ['the first of one, where the list is empty', '2', 0, { page: 1, pages: 1, offset: 0 }],
    ['the last, where it is exactly full', '2', 50, { page: 2, pages: 2, offset: 25 }],
    ['the first, where it is no number', 'two', 61, { page: 1, pages: 3, offset: 0 }],
    ['the first, where it is below nought', '-1', 61, { page: 1, pages: 3, offset: 0 }],
    ['the first, where it is no whole number', '1.5', 61, { page: 1, pages: 3, offset: 0 }],
    ['the first, where it is asked for twice', ['2', '3'], 61, { page: 1, pages: 3, offset: 0 }],
  ])('is %s', (_, asked, total, place) => {
    expect(pageOf(asked, total)).toMatchObject(place);
  });

  it('holds as many rows as it is told to', () => {
    expect(pageOf('3', 25, 10)).toMatchObject({ page: 3, pages: 3, offset: 20, size: 10 });
  });
});

describe('the pages offered', () => {
  it.each([
    [1, 1, [1]],
    [1, 5, [1, 2, 'gap', 5]],
    [3, 5, [1, 2, 3, 4, 5]],
    [7, 20, [1, 'gap', 6, 7, 8, 'gap', 20]],
    [4, 20, [1, 2, 3, 4, 5, 'gap', 20]],
    [20, 20, [1, 'gap', 19, 20]],
  ])('from page %i of %i are %j', (page, pages, offered) => {
    expect(pageOf(String(page), pages * 25).offered).toEqual(offered);
  });
});

describe('turning the page', () => {
  const shown = (paged: object, query: object) =>
    templates().renderString(
      '{% from "platform/page/paging.njk" import pagination, countShown %}{{ countShown(paged, "case", "cases") }}{{ pagination(paged, query) }}',
      { paged, query },
    );
  const links = (html: string) =>
    [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href?.replaceAll('&amp;', '&'));

  it('keeps the filter that was asked for', () => {
    const html = shown(pageOf('1', 30), { state: 'open & new', area: ['E1', 'E2'], page: '1' });
    expect(links(html)).toContain('?state=open%20%26%20new&area=E1&area=E2&page=2');
  });

  it('offers no page before the first and none after the last', () => {
    expect(links(shown(pageOf('1', 30), {}))).toEqual(['?page=1', '?page=2', '?page=2']);
    expect(links(shown(pageOf('2', 30), {}))).toEqual(['?page=1', '?page=1', '?page=2']);
  });

  it('lets nothing from the address through as markup', () => {
    const html = shown(pageOf('1', 30), { '"><script>': '"><script>alert(1)</script>' });
    expect(html).not.toContain('<script>');
  });

  it('is not offered where one page holds everything', () => {
    expect(links(shown(pageOf('1', 25), {}))).toEqual([]);
  });

  it.each([
    [0, '1', '0 cases'],
    [1, '1', '1 case'],
    [61, '3', 'Showing 51 to 61 of 61 cases'],
    [1030, '5', 'Showing 101 to 125 of 1,030 cases'],
  ])('of %i, page %s says %s', (total, page, words) => {
    expect(shown(pageOf(page, total), {})).toContain(`>${words}<`);
  });
});
