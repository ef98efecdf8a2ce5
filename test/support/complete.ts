/**
 * Whether tests run all cases. The complete run sets `COMPLETE=1`; without it, `npm test` compares fewer levels and
 * tries fewer random inputs, so that it takes two minutes.
 */
export const COMPLETE = process.env.COMPLETE === '1';
