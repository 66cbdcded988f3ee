import { codelist, type Code } from '../kernel/codelist.js';
import { shareableItems, type ShareableItem } from './share.codes.js';

/** What a copy can say: each in words of its own. A document has none. */
export const copiedItems = shareableItems.filter(
  (entry): entry is { code: CopiedItem; label: string } => entry.code !== 'document',
);
export type CopiedItem = Exclude<ShareableItem, 'document'>;

/** Because of what an address goes with what is shared. */
export const addressBases = codelist({
  client_agreed: 'The client agrees that this address goes to them',
  override: 'Without the client’s consent: I have said today that I answer for it',
});
export type AddressBasis = Code<typeof addressBases>;
