// The pickers of the back office (select2) in Chinese. Django brings their words in every language, but to a second copy of
// select2 beside the one that django-unfold has already put to work, so that they stay unread.
document.addEventListener("DOMContentLoaded", () => {
  const select2 = window.django?.jQuery?.fn.select2;
  if (!select2 || !document.documentElement.lang.startsWith("zh")) return;
  select2.defaults.set("language", {
    errorLoading: () => "无法载入结果。",
    inputTooLong: ({ input, maximum }) => `请删除${input.length - maximum}个字符`,
    inputTooShort: ({ input, minimum }) => `请再输入至少${minimum - input.length}个字符`,
    loadingMore: () => "正在载入更多结果…",
    maximumSelected: ({ maximum }) => `最多只能选择${maximum}项`,
    noResults: () => "没有找到结果",
    searching: () => "正在搜索…",
    removeItem: () => "移除此项",
    removeAllItems: () => "清除所选",
  });
});
