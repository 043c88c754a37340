import type { ImportMessage } from "@balcao/shared/catalog/import/report";

/** No more than one step in this many milliseconds, so that a slow reader's backlog stays small. */
const pace = 250;

/** Runs `work` and gives its messages as lines. A reader that goes away does not stop the work: what it began, it ends. */
export function messageLines(
  work: (send: (message: ImportMessage) => void) => Promise<ImportMessage>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let reading = true;
  let sentAt = 0;
  return new ReadableStream({
    start(controller) {
      const send = (message: ImportMessage) => {
        if (reading) controller.enqueue(encoder.encode(`${JSON.stringify(message)}\n`));
      };
      const step = (message: ImportMessage) => {
        if (performance.now() - sentAt < pace) return;
        sentAt = performance.now();
        send(message);
      };
      // Not awaited: the answer has to begin before the work ends.
      work(step).then(
        (last) => {
          send(last);
          if (reading) controller.close();
        },
        (error: unknown) => controller.error(error),
      );
    },
    cancel() {
      reading = false;
    },
  });
}
