/** Words that, capitalised, are of bodies, places, orders or headings: no run of capitals with one of them is a person's name. */
const ofNoPerson = new Set(
  (
    'police constabulary force forces council councils county borough city district region office officer officers commissioner ' +
    'commissioners service services support trust charity charities court courts crown prosecution helpline unit team centre hub ' +
    'authority authorities government parliament ministry department home justice health national local federation association ' +
    'stalking harassment domestic abuse violence sexual child children women girls victim victims law act acts bill order orders ' +
    'notice notices protection prevention restraining occupation freedom information data operation code codes class type types ' +
    'offence offences crime crimes age gender sex ethnicity ethnic relationship outcome outcomes group groups year years quarter month ' +
    'financial calendar reporting great greater north south east west northern southern midlands wales england scotland ireland ' +
    'britain kingdom london yorkshire sussex january february march april june july august september october november december'
  ).split(' '),
);

const name = "\\p{Lu}[\\p{L}'’-]+(?: \\p{Lu}[\\p{L}'’-]*\\.?){1,4}";
const titled = /(?<!Dear )\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? \p{Lu}\p{L}+/u;
/** Where a name stands when something is asked of whoever bears it. Of "in" and "from" places follow, so they are not here. */
const asked = new RegExp(
  '(?<!\\p{L}|[Nn]ame )(?:[Ii]s|[Ww]as|[Hh]as|[Hh]ad|[Dd]oes|[Dd]id|[Ww]hether|[Nn]amed|[Cc]alled|[Kk]nown? (?:as|of)|[Kk]now|' +
    `[Aa]bout|[Cc]oncerning|[Rr]egarding|[Mm]ention(?:s|ing)?|by|on|against|for) (${name})`,
  'gu',
);

const byName =
  /\b(?:someone|anyone|anybody|person|people|m[ae]n|wom[ae]n|clients?|victims?|perpetrators?) (?:named|called|by the name of)\b/i;

/**
 * Whether a passage names a person: with a title, or with two capitalised words where a name would stand. A question that does is
 * neither answered nor repeated, for a letter is published with its answer. It errs towards a person: what was not one can be asked
 * again, and a name that was published cannot be taken back.
 */
export function namesPerson(text: string): boolean {
  if (titled.test(text) || byName.test(text)) return true;
  return [...text.matchAll(asked)].some(([, words]) => isOfPerson(words ?? ''));
}

function isOfPerson(words: string): boolean {
  return words
    .toLowerCase()
    .split(/[ -]/)
    .every((word) => !ofNoPerson.has(word.replace(/['’]s$|\.$/, '')));
}
