/** The hidden fields of the form on a page that goes to a path. */
export function hiddenFields(page: string, action: string): Record<string, string> {
  const form = page.split('<form ').find((each) => each.includes(`action="${action}"`)) ?? '';
  const fields =
    form.split('</form>')[0]?.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g) ?? [];
  return Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, unescaped(value)]));
}

/** What the buttons on a page say. */
export function buttons(page: string): string[] {
  return [...page.matchAll(/<button[^>]*>([^<]+)<\/button>/g)].map(([, text = '']) => text.trim());
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#92;', '\\')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
