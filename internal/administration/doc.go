// Package administration is how a district sets its own house in order: the dated values of its settings with their
// sources and history, the switches of its features, the dictionaries of codes, and all of it as one document.
//
// Glossary: 设置 = Setting, 设置值 = SettingValue, 生效时间 = valid_from, 依据 = source, 功能开关 = Feature, 配置导出 = Configuration,
// 数据字典 = Dictionary, 代码 = code, 字典项 = DictionaryEntry, 名称 = label.
//
// Invariants:
//
//  1. A value is of the type and within the bounds that its capability declares (setting.Declaration.Valid).
//  2. No value begins in the past or is altered once it has begun (setting.Declaration.Set and Cancel).
//  3. Of the values of a key that are not cancelled one holds at a time (setting_one_at_a_time).
//  4. Whoever imports a part of a document may change that part by hand (ImportConfiguration), and an import leaves all or
//     nothing.
//  5. A code of a dictionary is never removed nor its code given to something else (dictionary_code_unique,
//     dictionary_entry_code_unique); each has a label in Chinese (labelled, dictionary_labelled, dictionary_entry_labelled).
//  6. What the product says of its codes no district changes: it adds languages (labelled, changeEntry).
//  7. A method of a feature that is off is refused in the chain, whoever calls (rpc.Chain).
package administration
