import { ApiProperty } from '@nestjs/swagger';
import { codesOf } from '../kernel/codelist.js';
import type { PlainDate } from '../kernel/plain-date.js';
import { channels, safeties } from '../parties/contact.codes.js';
import type { SaidOnce } from '../parties/contact-versions.queries.js';
import { contactView, inOrderOfUse, versionView } from '../parties/party.view.js';
import type { ContactRecord } from '../parties/party.queries.js';
import { pageOf, type Paged } from '../platform/page/paging.js';

/** A way to reach a client, with whether it may be used now. What is not known is unsafe. */
export class ContactMethodBody {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: codesOf(channels) }) channel!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null where it is an address, which is opened by itself, with a reason',
  })
  value!: string | null;
  @ApiProperty({ description: 'At this moment. Ask again before each use' }) mayBeUsedNow!: boolean;
  @ApiProperty({ example: 'Safe to use now: withhold our number, and leave no voicemail' }) decision!: string;
  @ApiProperty({ enum: codesOf(safeties) }) safe!: string;
  @ApiProperty({ enum: codesOf(safeties) }) voicemailSafe!: string;
  @ApiProperty({ enum: codesOf(safeties) }) deviceWatched!: string;
  @ApiProperty({ enum: codesOf(safeties) }) withheldNumber!: string;
  @ApiProperty({ example: 'on Tuesdays 10:00–12:00' }) hours!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) verifiedOn!: PlainDate | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) recheckOn!: PlainDate | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) whenSafe!: string | null;
  @ApiProperty({ type: String, nullable: true }) sayWeAre!: string | null;
  @ApiProperty({ type: String, nullable: true }) whoMayAnswer!: string | null;
  @ApiProperty({ type: String, nullable: true }) codeQuestion!: string | null;
  @ApiProperty({ type: String, nullable: true }) codeWord!: string | null;
  @ApiProperty({ type: String, nullable: true }) interpreter!: string | null;
  @ApiProperty({ description: 'To be sent with a change, which is refused as stale where it has moved on' })
  version!: number;
}

export class ContactMethodPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [ContactMethodBody], description: 'What may be used now first, what ended last' })
  contactMethods!: ContactMethodBody[];
}

/** What was said of a way one time. */
export class SafetySaidBody {
  @ApiProperty() version!: number;
  @ApiProperty({ format: 'date-time' }) saidAt!: string;
  @ApiProperty() saidBy!: string;
  @ApiProperty({ enum: codesOf(safeties) }) safe!: string;
  @ApiProperty({ enum: codesOf(safeties) }) voicemailSafe!: string;
  @ApiProperty({ enum: codesOf(safeties) }) deviceWatched!: string;
  @ApiProperty({ enum: codesOf(safeties) }) withheldNumber!: string;
  @ApiProperty() hours!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) verifiedOn!: PlainDate | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) recheckOn!: PlainDate | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: string | null;
}

export class SafetySaidPage {
  @ApiProperty() page!: number;
  @ApiProperty() pages!: number;
  @ApiProperty() total!: number;
  @ApiProperty({ type: [SafetySaidBody] }) versions!: SafetySaidBody[];
}

export function contactMethodPage(
  methods: readonly ContactRecord[],
  asked: unknown,
  now: Date,
): ContactMethodPage {
  const { page, pages, total, offset, size } = pageOf(asked, methods.length);
  const shown = inOrderOfUse(methods, now).slice(offset, offset + size);
  return { page, pages, total, contactMethods: shown.map((method) => contactMethodBody(method, now)) };
}

function contactMethodBody(method: ContactRecord, now: Date): ContactMethodBody {
  const { usable, decision, hours, value, words } = contactView(method, now);
  const { id, channel, safe, voicemailSafe, deviceWatched, withheldNumber } = method;
  const { verifiedOn, recheckOn, endedAt, version } = method;
  return {
    ...{ id, channel, value, mayBeUsedNow: usable, decision },
    ...{ safe, voicemailSafe, deviceWatched, withheldNumber, hours },
    ...{ verifiedOn, recheckOn, endedAt: endedAt?.toISOString() ?? null },
    ...words,
    version,
  };
}

export function safetySaidPage({ said }: { readonly said: Paged<SaidOnce> }): SafetySaidPage {
  const { page, pages, total, rows } = said;
  return { page, pages, total, versions: rows.map(safetySaidBody) };
}

function safetySaidBody(said: SaidOnce): SafetySaidBody {
  const { version, saidAt, safe, voicemailSafe, deviceWatched, withheldNumber, verifiedOn, recheckOn } = said;
  const { saidBy, hours } = versionView(said);
  return {
    ...{ version, saidAt: saidAt.toISOString(), saidBy },
    ...{ safe, voicemailSafe, deviceWatched, withheldNumber, hours, verifiedOn, recheckOn },
    endedAt: said.endedAt?.toISOString() ?? null,
  };
}
