import { openTablet } from "@balcao/e2e/browser";
import { comeIn, enrol, syncState } from "@balcao/e2e/counter";
import { testPin } from "@balcao/db/testing/test-secret";
import type { Outcome } from "./report.ts";
import { setScene } from "./scene.ts";
import { distribution, ms } from "./statistics.ts";

const changes = 200;

/** A sale pushed by one device, until the new level stands on the screen of another tablet of the store. */
export async function visible(): Promise<Outcome> {
  const scene = await setScene({ products: 1, openingStock: 100_000_000 });
  const device = scene.device(0);
  const tablet = await openTablet();
  const { page } = tablet;
  await enrol(page, scene.origin, scene.chain.people.administrator, /Store 01/, "Watcher");
  await comeIn(page, /cashier/, testPin);
  await page.goto(`${scene.origin}/counter/stock?product=${scene.chain.productIds[0] ?? ""}`);
  await comeIn(page, /cashier/, testPin);
  await syncState(page).filter({ hasText: "Ao vivo" }).waitFor();
  const fromSending: number[] = [];
  const fromAnswer: number[] = [];
  for (let n = 0; n < changes; n += 1) {
    const seen = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const observer = new MutationObserver(() => {
            observer.disconnect();
            resolve(performance.timeOrigin + performance.now());
          });
          const level = [...document.querySelectorAll("[role=status]")].find((element) =>
            element.textContent.includes("Em estoque"),
          );
          if (level !== undefined) observer.observe(level, { subtree: true, characterData: true, childList: true });
        }),
    );
    await page.waitForTimeout(50);
    const sent = performance.timeOrigin + performance.now();
    await device.push(device.sales(1, 1));
    const answered = performance.timeOrigin + performance.now();
    const at = await seen;
    fromSending.push(at - sent);
    fromAnswer.push(at - answered);
  }
  await tablet.discard();
  await scene.stop();
  const whole = distribution(fromSending);
  const after = distribution(fromAnswer);
  return {
    name: "Commit to visible on another tablet",
    lines: [
      {
        what: `from sending the sale to the screen, p50 / p99 of ${changes}`,
        result: `${ms(whole.p50)} / ${ms(whole.p99)}`,
      },
      {
        what: "from the commit's answer to the screen, p50 / p99",
        result: `${ms(after.p50)} / ${ms(after.p99)}`,
        aim: "p50 under 30 ms",
      },
    ],
    raw: { fromSending, fromAnswer },
  };
}
