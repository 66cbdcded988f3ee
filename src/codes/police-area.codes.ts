import { codelist, type Code } from '../kernel/codelist.js';

/**
 * The 43 police force areas of England and Wales by their Office for National Statistics codes, with the British Transport
 * Police, which has no area of its own. Join on the code: published tables spell the names in several ways.
 */
export const policeAreas = codelist({
  E23000001: 'Metropolitan Police',
  E23000002: 'Cumbria',
  E23000003: 'Lancashire',
  E23000004: 'Merseyside',
  E23000005: 'Greater Manchester',
  E23000006: 'Cheshire',
  E23000007: 'Northumbria',
  E23000008: 'Durham',
  E23000009: 'North Yorkshire',
  E23000010: 'West Yorkshire',
  E23000011: 'South Yorkshire',
  E23000012: 'Humberside',
  E23000013: 'Cleveland',
  E23000014: 'West Midlands',
  E23000015: 'Staffordshire',
  E23000016: 'West Mercia',
  E23000017: 'Warwickshire',
  E23000018: 'Derbyshire',
  E23000019: 'Nottinghamshire',
  E23000020: 'Lincolnshire',
  E23000021: 'Leicestershire',
  E23000022: 'Northamptonshire',
  E23000023: 'Cambridgeshire',
  E23000024: 'Norfolk',
  E23000025: 'Suffolk',
  E23000026: 'Bedfordshire',
  E23000027: 'Hertfordshire',
  E23000028: 'Essex',
  E23000029: 'Thames Valley',
  E23000030: 'Hampshire and Isle of Wight',
  E23000031: 'Surrey',
  E23000032: 'Kent',
  E23000033: 'Sussex',
  E23000034: 'City of London',
  E23000035: 'Devon and Cornwall',
  E23000036: 'Avon and Somerset',
  E23000037: 'Gloucestershire',
  E23000038: 'Wiltshire',
  E23000039: 'Dorset',
  W15000001: 'North Wales',
  W15000002: 'Gwent',
  W15000003: 'South Wales',
  W15000004: 'Dyfed-Powys',
  btp: 'British Transport Police',
});
export type PoliceArea = Code<typeof policeAreas>;

export const commissionerTypes = codelist({
  pcc: 'Police and crime commissioner',
  pfcc: 'Police, fire and crime commissioner',
  mayor: 'Mayor',
  city_corporation: 'City of London Corporation',
  transport_authority: 'British Transport Police Authority',
});
export type CommissionerType = Code<typeof commissionerTypes>;

// As at the elections of May 2024. Commissioners are to be abolished in May 2028, so who in fact commissions a service is
// a dated organisation attached to the area; this table is only what a new one is called until somebody says otherwise.
const others: Readonly<Partial<Record<PoliceArea, CommissionerType>>> = {
  E23000001: 'mayor',
  E23000002: 'pfcc',
  E23000005: 'mayor',
  E23000009: 'mayor',
  E23000010: 'mayor',
  E23000011: 'mayor',
  E23000015: 'pfcc',
  E23000022: 'pfcc',
  E23000028: 'pfcc',
  E23000034: 'city_corporation',
  btp: 'transport_authority',
};

/** The kind of body that commissions victims' services in an area, as at May 2024. */
export function commissionerTypeOf(area: PoliceArea): CommissionerType {
  return others[area] ?? 'pcc';
}
