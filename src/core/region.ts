/** The name of a Region, such as `eu-west-1`. */
export const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;
