import { brokenGlass } from '../safeguards/guarded-records.js';
import { givenACase, givenAReferral } from '../support/given-cases.js';
import { givenABreach } from '../support/given-orders.js';
import { idOf } from '../support/given-people.js';
import { givenSharing } from '../support/given-sharing.js';
import { givenATask } from '../support/given-tasks.js';
import type { SpotDesk } from './spot-desk.js';

/** Of each blind spot one fact that is just in it, with where something is done about it, and one that just is not. */
type Make = (desk: SpotDesk) => Promise<unknown>;
export const facts: readonly (readonly [spot: string, within: Make, without: Make])[] = [
  [
    'no_contact',
    async (desk) =>
      `/cases/${(await givenACase(desk.house.database.owner, { ...desk, riskBand: 'high', on: '2026-03-02' })).caseId}#reaching`,
    (desk) => givenACase(desk.house.database.owner, { ...desk, riskBand: 'high', on: '2026-03-03' }),
  ],
  [
    'no_contact',
    async (desk) => {
      const kase = await givenACase(desk.house.database.owner, { ...desk, riskBand: 'high' });
      await desk.spoken(kase, '2026-02-25');
      return `/cases/${kase.caseId}#reaching`;
    },
    async (desk) =>
      desk.spoken(await givenACase(desk.house.database.owner, { ...desk, riskBand: 'high' }), '2026-02-26'),
  ],
  [
    'danger',
    async (desk) => {
      const kase = await desk.aQuietCase();
      await desk.aDanger(kase);
      return `/cases/${kase.caseId}/danger`;
    },
    async (desk) => desk.aDanger(await desk.aQuietCase(), 'over'),
  ],
  [
    'breach',
    async (desk) => {
      const kase = await desk.aQuietCase({ closedOn: '2026-03-04' });
      const orderId = await desk.anOrder(kase);
      const id = await givenABreach(desk.house.database.owner, {
        orderId,
        occurredOn: '2026-03-04',
        state: 'possible',
      });
      return `/cases/${kase.caseId}/orders/${orderId}/breaches/${id}`;
    },
    // Nothing can be reported of a closed case.
    async (desk) => {
      const orderId = await desk.anOrder(await desk.aQuietCase({ closedOn: '2026-03-04' }));
      await givenABreach(desk.house.database.owner, { orderId, notReportedReason: 'unsafe' });
    },
  ],
  [
    'emergency_review',
    async (desk) => {
      const stranger = await desk.given.staff('advocate', desk.organisation, { teams: [desk.otherTeam] });
      const id = await brokenGlass(desk.house.database.owner, await desk.aQuietCase(), [
        stranger,
        desk.supervisor,
      ]);
      return `/emergency-access/${id}`;
    },
    async (desk) =>
      brokenGlass(desk.house.database.owner, await desk.aQuietCase(), [desk.outsider, desk.deputy]),
  ],
  [
    'needs_worker',
    async (desk) => `/absences/${await away(desk, '2026-03-05')}`,
    (desk) => away(desk, '2026-03-06'),
  ],
  [
    'concern',
    async (desk) => {
      const { caseId } = await desk.aQuietCase();
      return `/cases/${caseId}/capacity-concerns/${await aboutCapacity(desk, caseId)}`;
    },
    async (desk) => {
      const id = await aboutCapacity(desk, (await desk.aQuietCase()).caseId);
      await desk.house.database.owner.query(
        `UPDATE capacity_concern SET outcome = 'client_decided', followed_up_on = '2026-03-04', followed_up_by = $2 WHERE id = $1`,
        [id, desk.supervisor.userId],
      );
    },
  ],
  [
    'needs_worker',
    async (desk) => {
      const gone = await desk.given.staff('advocate', desk.organisation, { teams: [desk.team] });
      const { caseId } = await desk.aQuietCase({ advocate: gone });
      await desk.house.database.owner.query('DELETE FROM team_member WHERE staff_id = $1', [gone.userId]);
      return `/cases/${caseId}/allocation/new`;
    },
    (desk) => desk.aQuietCase({ advocate: desk.colleague }),
  ],
  [
    'risk_review',
    async (desk) => `/cases/${(await desk.aQuietCase({ reviewDueOn: '2026-03-04' })).caseId}/assessments/new`,
    (desk) => desk.aQuietCase({ reviewDueOn: '2026-03-05' }),
  ],
  [
    'safe_contact',
    async (desk) => {
      const kase = await desk.aQuietCase();
      await desk.recheck(kase, '2026-03-05');
      return `/cases/${kase.caseId}#reaching`;
    },
    async (desk) => desk.recheck(await desk.aQuietCase(), '2026-03-06'),
  ],
  [
    'order_expiry',
    async (desk) => {
      const kase = await desk.aQuietCase();
      return `/cases/${kase.caseId}/orders/${await desk.anOrder(kase, '2026-06-03')}`;
    },
    async (desk) => desk.anOrder(await desk.aQuietCase(), '2026-06-04'),
  ],
  [
    'panel_action',
    async (desk) => {
      const { caseId } = await desk.aQuietCase();
      const { panelReferralId } = await givenSharing(desk.house.database.owner, {
        caseId,
        by: desk.advocate,
      });
      await desk.house.database.owner.query(
        `UPDATE panel_action SET due_on = '2026-03-04' WHERE panel_referral_id = $1`,
        [panelReferralId],
      );
      return `/cases/${caseId}/panel-referrals/${panelReferralId}`;
    },
    async (desk) => {
      const { caseId } = await desk.aQuietCase();
      const { panelReferralId } = await givenSharing(desk.house.database.owner, {
        caseId,
        by: desk.advocate,
      });
      await desk.house.database.owner.query(
        `UPDATE panel_action SET due_on = '2026-03-05' WHERE panel_referral_id = $1`,
        [panelReferralId],
      );
    },
  ],
  [
    'referral_waiting',
    async (desk) =>
      `/referrals/${(await givenAReferral(desk.house.database.owner, { team: desk.team, by: desk.advocate, on: '2026-03-05' })).referralId}`,
    (desk) =>
      givenAReferral(desk.house.database.owner, {
        team: desk.team,
        by: desk.advocate,
        state: 'waiting',
        on: '2026-03-04',
      }),
  ],
  [
    'task_overdue',
    async (desk) => {
      const { caseId } = await desk.aQuietCase();
      await givenATask(desk.house.database.owner, { caseId, by: desk.colleague, dueOn: '2026-03-04' });
      return `/cases/${caseId}/tasks`;
    },
    async (desk) =>
      givenATask(desk.house.database.owner, { caseId: (await desk.aQuietCase()).caseId, by: desk.colleague }),
  ],
];

/** An advocate with one case who is away from a day on, and whom nobody covers. */
async function away(desk: SpotDesk, fromOn: string): Promise<string> {
  const advocate = await desk.given.staff('advocate', desk.organisation, { teams: [desk.team] });
  await desk.aQuietCase({ advocate });
  return idOf(
    desk.house.database.owner,
    `INSERT INTO absence (organisation_id, staff_id, from_on, to_on, reason, made_by) VALUES ($1, $2, $3, '2026-03-09', 'leave', $4)`,
    [desk.organisation, advocate.userId, fromOn, desk.supervisor.userId],
  );
}

function aboutCapacity(desk: SpotDesk, caseId: string): Promise<string> {
  return idOf(
    desk.house.database.owner,
    `INSERT INTO capacity_concern (case_id, assessed_on, impairment, understand, retain, weigh, communicate, finding, follow_up_on, recorded_by)
     VALUES ($1, '2026-03-02', 'no', 'yes', 'yes', 'yes', 'yes', 'has_capacity', '2026-04-09', $2)`,
    [caseId, desk.advocate.userId],
  );
}
