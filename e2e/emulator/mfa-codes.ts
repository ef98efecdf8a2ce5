import { generateSync } from 'otplib';
import { MfaDevice } from './state/account';

/** A code is good for half a minute. */
export const STEP_SECONDS = 30;

/** How far a device's clock may be off, in steps. */
const DRIFT = 1;

/** The code that a device shows at a time step. */
export function codeAt(seed: string, step: number): string {
  return generateSync({ secret: seed, epoch: step * STEP_SECONDS });
}

export function currentStep(): number {
  return Math.floor(Date.now() / 1000 / STEP_SECONDS);
}

/** Uses up a code of about now. Returns its time step, or nothing where it is wrong or not newer than the last one used. */
export function useCode(device: MfaDevice, code: string): number | undefined {
  const now = currentStep();
  for (let step = Math.max(now - DRIFT, device.lastStep + 1); step <= now + DRIFT; step++) {
    if (codeAt(device.seed, step) === code) {
      device.lastStep = step;
      return step;
    }
  }
  return undefined;
}
