import { codelist, type Code } from '../kernel/codelist.js';

/** What somebody is known by beside who they are. Where they are is a record of its own (address.entity.ts). */
export const identifierKinds = codelist({
  other_name: 'Another name they use',
  phone: 'Phone number',
  email: 'Email address',
  username: 'Username',
  plate: 'Vehicle registration',
  crime_reference: 'Crime reference',
});
export type IdentifierKind = Code<typeof identifierKinds>;

/** Where a username is used. */
export const platforms = codelist({
  facebook: 'Facebook',
  instagram: 'Instagram',
  snapchat: 'Snapchat',
  tiktok: 'TikTok',
  whatsapp: 'WhatsApp or Telegram',
  x: 'X',
  discord: 'Discord',
  dating: 'A dating app',
  gaming: 'A game',
  other: 'Somewhere else',
});
export type Platform = Code<typeof platforms>;

/** Whose it is, in a case. */
export const identifierOwners = codelist({ client: 'The client', perpetrator: 'The perpetrator' });
export type IdentifierOwner = Code<typeof identifierOwners>;

export const identifierLists = { identifierKinds, platforms, identifierOwners } as const;
