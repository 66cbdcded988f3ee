import { givenADesk } from '../../intake/given-desk.js';
import { Visitor } from '../../intake/visitor.js';
import type { TestApp } from '../../support/app.js';
import type { GivenService } from '../../support/given-service.js';

/** By the forms that need no account, as a friend and as a professional who has no consent. */
export async function tellForms(
  { house, service }: { house: TestApp; service: GivenService },
  canary: string,
): Promise<void> {
  const address = await givenADesk(house, service);
  const who = {
    fullName: `Invented ${canary}`,
    policeArea: 'E23000033',
    whatHappened: `Invented ${canary}`,
    noSafeWay: 'yes',
  };
  const sender = { senderName: `Invented ${canary}`, senderReachedBy: `${canary}@mail.invalid` };
  const forms = {
    on_behalf: { agreed: 'given', passPhrase: `${canary} at dusk` },
    professional: {
      ...{ agreed: 'not_asked', source: 'police', worksFor: `The ${canary}` },
      ...{ seriousHarm: 'yes', whyWithout: `As ${canary}` },
    },
  };
  for (const [form, fields] of Object.entries(forms)) {
    const { status, text } = await new Visitor(house).send(`${address}/${form}`, {
      ...who,
      ...sender,
      ...fields,
    });
    expect([form, status, status === 200 ? '' : text]).toEqual([form, 200, '']);
  }
}
