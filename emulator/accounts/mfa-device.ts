import { Secret, TOTP } from 'otpauth';
import { MfaDevice } from './account';

/** A code is good for half a minute. */
export const STEP_SECONDS = 30;

/** How far a device's clock may be off, in steps. */
const DRIFT = 1;

/** The bytes of a virtual device's shared secret, of which AWS makes 64 characters. */
const SEED_BYTES = 40;

/** A shared secret in Base32. */
export function newSeed(): string {
  return new Secret({ size: SEED_BYTES }).base32;
}

/** The code that a device shows at a time step. */
export function codeAt(seed: string, step: number): string {
  return new TOTP({ secret: Secret.fromBase32(seed), period: STEP_SECONDS }).generate({ timestamp: step * STEP_SECONDS * 1000 });
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
