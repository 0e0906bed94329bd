/** Whether a text has something to see: a letter, a digit or a sign, fillers that are drawn as nothing left out. */
export const VISIBLE = /(?![\u115f\u1160\u2800\u3164\uffa0])[\p{L}\p{N}\p{P}\p{S}]/u;
