/**
 * Whether tests run at full counts. `COMPLETE=1` asks for it, as the complete run does; without it, `npm test` compares fewer levels and
 * tries fewer random inputs, so that it takes two minutes.
 */
export const COMPLETE = process.env.COMPLETE === '1';
