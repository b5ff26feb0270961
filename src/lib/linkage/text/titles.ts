const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Folded, before a name. None of them is a given name that people have. */
export const LEADING_TITLES = words(`
  dr drs prof professor mr mrs ms miss mx sir dame rev fr herr frau hr mag ing dipl phil med rer nat jur habil univ
  monsieur madame mademoiselle mme mlle dott dottssa sig sigra sra srta lic mgr inz doc capt maj col lt gen sgt hon
`);

/** Folded, after a name: generations, degrees. */
export const TRAILING_TITLES = words(`
  jr sr junior snr jnr ii iii iv filho neto phd md dds dvm msc bsc mba esq cpa pmp cissp mph llm meng beng bba
`);
