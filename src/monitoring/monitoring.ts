export { assumptionAlarm, countedAssumptions } from './assumption-metric';
export { assumptionRule } from './assumption-rule';
