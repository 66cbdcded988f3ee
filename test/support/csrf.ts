import type request from 'supertest';

/** The token in the forms of a page, as the browser that looks at it would send it back. */
export async function csrfOf(agent: ReturnType<typeof request.agent>, path = '/sign-in'): Promise<string> {
  const { text } = await agent.get(path);
  return /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
}
