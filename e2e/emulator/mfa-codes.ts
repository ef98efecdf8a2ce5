import { createHmac, randomBytes } from 'crypto';
import { MfaDevice } from './state/account';

/** A code is good for half a minute. */
export const STEP_SECONDS = 30;

/** How far a device's clock may be off, in steps. */
const DRIFT = 1;

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const SEED_LENGTH = 64;
const DIGITS = 6;

/** A shared secret in Base32. */
export function newSeed(): string {
  return [...randomBytes(SEED_LENGTH)].map((byte) => BASE32[byte % BASE32.length]).join('');
}

/**
 * The code that a device shows at a time step.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6238
 */
export function codeAt(seed: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', bytesOf(seed)).update(counter).digest();
  const offset = hash[hash.length - 1] % 16;
  const number = hash.readUInt32BE(offset) % 2 ** 31;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
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

function bytesOf(base32: string): Buffer {
  const bits = [...base32].map((character) => BASE32.indexOf(character).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
