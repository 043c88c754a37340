/** When the day of an instant began on this tablet's calendar, as an ISO 8601 instant. */
export function startOfDay(now: number): string {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  return day.toISOString();
}
