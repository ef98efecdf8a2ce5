import { Secret, TOTP } from 'otpauth';
import { User } from './identity';

/** A virtual MFA device. It has no owner until it is enabled. */
export interface MfaDevice {
  readonly arn: string;
  /** The shared secret in Base32. */
  readonly seed: string;
  owner?: User;
  /** The time step of the last code that was used. A code can be used once. */
  lastStep: number;
}

/** A code is valid for 30 seconds. */
export const STEP_SECONDS = 30;

/** The clock drift that is accepted, in time steps. */
const DRIFT = 1;

/** AWS generates 64 characters, which are 40 bytes. */
const SEED_BYTES = 40;

/** A new shared secret in Base32. */
export function createSeed(): string {
  return new Secret({ size: SEED_BYTES }).base32;
}

/** The code of a time step. */
export function codeAt(seed: string, step: number): string {
  return new TOTP({ secret: Secret.fromBase32(seed), period: STEP_SECONDS }).generate({ timestamp: step * STEP_SECONDS * 1000 });
}

export function currentStep(): number {
  return Math.floor(Date.now() / 1000 / STEP_SECONDS);
}

/** Marks a code as used and returns its time step. Returns nothing if it is wrong, or not newer than the last one used. */
export function consumeCode(device: MfaDevice, code: string): number | undefined {
  const now = currentStep();
  for (let step = Math.max(now - DRIFT, device.lastStep + 1); step <= now + DRIFT; step++) {
    if (codeAt(device.seed, step) === code) {
      device.lastStep = step;
      return step;
    }
  }
  return undefined;
}
