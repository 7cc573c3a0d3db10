// Package moderation decides what people may read of what others have written: words are redacted while the original stays for those who
// may reveal it, anybody flags what is abusive, the district's sensitive words make text wait, and people decide all of it.
//
// Glossary:
//
//	遮蔽   = redact, Redaction       原文   = original          查看原文 = reveal
//	举报   = flag, Flag              审核件 = moderation case   领取     = claim
//	成立   = uphold                  不成立 = dismiss           敏感词   = sensitive word, WordList
//	暂不公开 = withheld
//
// Invariants:
//  1. The words of a redaction stand in no column that anybody reads: the subject holds what is read instead, the redaction the sealed
//     original, which RevealRedaction alone gives, each time leaving who read it and why. redact, redaction_reveal.
//  2. A part is redacted once at a time, and a further redaction keeps the first original: as long as nobody has written the part anew, which
//     ends what redacts it. redact, redaction_once, Supersede.
//  3. A person flags a thing once (flag_once), and of a thing one case is open (moderation_case_one_open). CreateFlag, openCase.
//  4. People decide: who claimed a case, and never who wrote the words, reported the issue or flagged it. decide, moderation_case_decided.
//  5. Nothing here stops an issue: what is withheld or redacted is handled like any other. Sensitive.
//  6. The cases and redactions of an issue lie in its territory. Follow.
package moderation
