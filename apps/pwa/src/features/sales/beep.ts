let audio: AudioContext | undefined;

/**
 * Two low notes: something needs a look. Made on the spot, so there is no file to load. A browser that has not been
 * touched yet stays silent; what is wrong is on the screen as well.
 */
export function beep(): void {
  try {
    audio ??= new AudioContext();
    void audio.resume();
    for (const [start, frequency] of [
      [0, 330],
      [0.16, 247],
    ] as const) {
      note(audio, audio.currentTime + start, frequency);
    }
  } catch (error) {
    console.warn("this device makes no sound", error);
  }
}

function note(context: AudioContext, at: number, frequency: number): void {
  const oscillator = new OscillatorNode(context, { type: "square", frequency });
  const volume = new GainNode(context, { gain: 0.08 });
  oscillator.connect(volume).connect(context.destination);
  volume.gain.setTargetAtTime(0, at + 0.1, 0.015);
  oscillator.start(at);
  oscillator.stop(at + 0.2);
}
