/** The version of this software; operations carry it as evidence. Kept equal to package.json by a test. */
export const VERSION = '0.1.0';
