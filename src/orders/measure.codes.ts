import { codelist, type Code } from '../kernel/codelist.js';

/** The measures that may protect someone from a stalker in England and Wales. Only the life of the first is kept so far. */
export const measures = codelist({
  spo: 'Stalking protection order',
  ro_conv: 'Restraining order on conviction',
  ro_acq: 'Restraining order on acquittal',
  nmo: 'Non-molestation order',
  oo: 'Occupation order',
  inj_pha: 'Injunction against harassment',
  dvpn: 'Domestic violence protection notice',
  dvpo: 'Domestic violence protection order',
  dapn: 'Domestic abuse protection notice',
  dapo: 'Domestic abuse protection order',
  bail_pre: 'Bail conditions before charge',
  bail_post: 'Bail conditions set by a court',
  cpw: 'Community protection warning',
  cpn: 'Community protection notice',
  licence: 'Prison licence conditions',
  undertaking: 'Undertaking to a court',
  cbo: 'Criminal behaviour order',
  shpo: 'Sexual harm prevention order',
  sro: 'Sexual risk order',
  mh_s117: 'Mental health aftercare plan',
});
export type Measure = Code<typeof measures>;

/** What a breach of a measure is in law: it decides what to tell a client, and whom to call. */
export const breachNatures = codelist({
  crime: 'A crime',
  crime_or_contempt: 'A crime, or contempt of court, but not both',
  contempt: 'Not a crime: contempt of court',
  arrestable: 'Not a crime, but the police may arrest for it',
  recall: 'Not a crime: recall to prison',
  none: 'Not a crime',
});
export type BreachNature = Code<typeof breachNatures>;

interface MeasureFacts {
  readonly power: string;
  readonly whoApplies: string;
  readonly breach: BreachNature;
}

/**
 * The power behind each measure, who applies for it, and what its breach is. Confirmed for stalking protection orders and
 * notices and orders of the 2010 and 2021 Acts; the rest is general knowledge, to be confirmed before a client is advised on it.
 */
export const measureFacts = {
  spo: facts(
    'Stalking Protection Act 2019, s.1',
    'The chief officer of police, to a magistrates’ court',
    'crime',
  ),
  ro_conv: facts('Sentencing Act 2020, s.360', 'The prosecution, or the court itself', 'crime'),
  ro_acq: facts('Protection from Harassment Act 1997, s.5A', 'The prosecution, or the court itself', 'crime'),
  nmo: facts(
    'Family Law Act 1996, s.42',
    'The person to be protected, to the family court',
    'crime_or_contempt',
  ),
  oo: facts(
    'Family Law Act 1996, ss.33 to 38',
    'The person to be protected, to the family court',
    'contempt',
  ),
  inj_pha: facts(
    'Protection from Harassment Act 1997, s.3',
    'The victim, to a civil court',
    'crime_or_contempt',
  ),
  dvpn: facts('Crime and Security Act 2010, s.24', 'A police superintendent gives it', 'arrestable'),
  dvpo: facts('Crime and Security Act 2010, s.27', 'The police, to a magistrates’ court', 'contempt'),
  dapn: facts('Domestic Abuse Act 2021, Part 3', 'A senior police officer gives it', 'arrestable'),
  dapo: facts(
    'Domestic Abuse Act 2021, Part 3',
    'The police, the victim, another party or the court itself',
    'crime',
  ),
  bail_pre: facts('Police and Criminal Evidence Act 1984, Part 4', 'The police set them', 'arrestable'),
  bail_post: facts('Bail Act 1976', 'The court sets them', 'arrestable'),
  cpw: facts(
    'Anti-social Behaviour, Crime and Policing Act 2014, s.43',
    'The police or the council give it',
    'none',
  ),
  cpn: facts(
    'Anti-social Behaviour, Crime and Policing Act 2014, s.43',
    'The police or the council give it',
    'crime',
  ),
  licence: facts('Criminal Justice Act 2003', 'Probation', 'recall'),
  undertaking: facts('The court’s own power', 'The parties agree it', 'contempt'),
  cbo: facts('Sentencing Act 2020, s.330', 'The prosecution', 'crime'),
  shpo: facts(
    'Sentencing Act 2020, s.343; Sexual Offences Act 2003, s.103A',
    'The court itself, or the police',
    'crime',
  ),
  sro: facts('Sexual Offences Act 2003, s.122A', 'The police, to a magistrates’ court', 'crime'),
  mh_s117: facts('Mental Health Act 1983, s.117', 'Health and social services', 'none'),
} as const satisfies Record<Measure, MeasureFacts>;

function facts(power: string, whoApplies: string, breach: BreachNature): MeasureFacts {
  return { power, whoApplies, breach };
}
