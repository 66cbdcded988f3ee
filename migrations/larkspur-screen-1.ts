/**
 * Our own instrument, its words our own. It has been validated by nobody: its bands prompt judgement and predict
 * nothing. Never changed: a new wording is a new edition.
 */
export const larkspurScreen1 = {
  about:
    'Prompts for a conversation about risk, written for Larkspur. They have not been validated by research: the band they give supports your judgement and does not replace it. Ask in your own words, and only what is safe to ask today.',
  sections: [
    {
      title: 'The pattern, and coming close',
      items: [
        item(
          'more_often',
          'Has the unwanted behaviour become more frequent over the past month?',
          'Use the client’s own log of events if there is one.',
        ),
        item('started_again', 'Has it started again after a quiet spell, a warning, or a promise to stop?'),
        item(
          'several_ways',
          'Are three or more different ways being used to reach or watch the client?',
          'For example calls, letters, gifts, visits, messages through other people.',
        ),
        item(
          'seen_nearby',
          'Within the past four weeks, has the person been in sight of the client where they had no reason of their own to be?',
        ),
        item(
          'got_in',
          'Has the person got into the client’s home, garden, vehicle or workplace, or tried to?',
        ),
      ],
    },
    {
      title: 'Threats and violence',
      items: [
        item(
          'threat_to_kill',
          'Has the person threatened to kill the client or someone close to them?',
          'Said, written or plainly meant. A yes makes the band high.',
        ),
        item(
          'weapon',
          'Has a weapon, or something meant as one, been shown, carried, sought or spoken of?',
          'A yes makes the band high.',
        ),
        item(
          'strangulation',
          'Has the person ever put pressure on the client’s neck, or stopped their breath?',
          'Recently or long ago. A yes makes the band high.',
        ),
        item(
          'someone_hurt',
          'Has the person injured anyone, or an animal, since the unwanted behaviour began?',
        ),
      ],
    },
    {
      title: 'Online and by device',
      items: [
        item(
          'location_known',
          'Is there any sign that the client’s whereabouts are being followed through a device, a vehicle or an app?',
        ),
        item(
          'accounts_entered',
          'Has the person got into the client’s accounts, or pretended online to be the client or somebody else?',
        ),
        item(
          'private_things_shown',
          'Has anything private about the client been published, or has the person said it will be?',
        ),
      ],
    },
    {
      title: 'The client, and the person responsible',
      items: [
        item(
          'expects_harm',
          'Does the client expect that they, or someone close to them, will be seriously harmed?',
          'Their own view, in whatever words they put it.',
        ),
        {
          ...item(
            'someone_would_notice',
            'Is there someone who would notice within a day if the client were in trouble?',
            'Here it is a no that counts.',
          ),
          countsWhen: 'no',
        },
        item(
          'order_ignored',
          'Has the person gone against a court order, bail conditions or a police warning?',
        ),
        item(
          'come_to_a_head',
          'In the past three months, has the person met a turning point that they may blame on the client?',
          'For example a release, a separation, a hearing, a lost job or home.',
        ),
      ],
    },
  ],
  thresholds: [
    { band: 'medium', from: 4 },
    { band: 'high', from: 8 },
  ],
  overrides: [override('threat_to_kill'), override('weapon'), override('strangulation')],
};

function item(code: string, question: string, help: string | null = null) {
  return { code, question, help, countsWhen: 'yes' };
}

function override(code: string) {
  return { item: code, answer: 'yes', atLeast: 'high' };
}
