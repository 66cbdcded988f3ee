/** A time of day on the 24-hour clock. */
export const timeShape = /^([01]\d|2[0-3]):[0-5]\d$/;

/** '9.05' or '9:05' as '09:05'; anything else as it was typed, for the check that follows to refuse. */
export function clockTime(text: string): string {
  const [, hours, minutes] = /^(\d{1,2})[:.](\d{2})$/.exec(text) ?? [];
  return hours && minutes ? `${hours.padStart(2, '0')}:${minutes}` : text;
}

/** '3/3/2026' as '2026-03-03'; anything else as it was typed. */
export function isoDay(text: string): string {
  const [, day, month, year] = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text) ?? [];
  if (!day || !month || !year) return text;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
