<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>redoubt::Workstation</name>
    <message>
        <source>Opens a case, or makes one of files. Without arguments it shows the start page.</source>
        <translation>打开案件，或用文件创建案件。不带参数时显示起始页。</translation>
    </message>
    <message>
        <source>A case folder, or files and folders.</source>
        <translation>案件文件夹，或文件和文件夹。</translation>
    </message>
    <message>
        <source>Opens the case, saves pictures of the window in FOLDER, and ends (with REDOUBT_PASSPHRASE set).</source>
        <translation>打开案件，将窗口截图保存到 FOLDER，然后退出（需设置 REDOUBT_PASSPHRASE）。</translation>
    </message>
    <message>
        <source>Ends as soon as the window can be used, for measurements.</source>
        <translation>窗口可用后立即退出，用于测量。</translation>
    </message>
</context>
<context>
    <name>redoubt::base</name>
    <message>
        <source>The file became shorter while it was read.</source>
        <translation>读取过程中文件变短。</translation>
    </message>
    <message>
        <source>“%1” became shorter while it was read.</source>
        <translation>读取过程中“%1”变短。</translation>
    </message>
    <message>
        <source>“%1” is not a regular file.</source>
        <translation>“%1”不是普通文件。</translation>
    </message>
    <message>
        <source>The file is larger than %1 MiB, the most that this kind may have.</source>
        <translation>文件大于 %1 MiB，超过此类文件的上限。</translation>
    </message>
    <message>
        <source>“%1” was changed while it was read. Add it again when nothing writes to it any more.</source>
        <translation>读取过程中“%1”被更改。请待不再有程序写入它后重新添加。</translation>
    </message>
    <message>
        <source>As the profile says</source>
        <translation>按方案</translation>
    </message>
    <message>
        <source>Solid fill</source>
        <translation>纯色填充</translation>
    </message>
    <message>
        <source>Pixelate</source>
        <translation>马赛克</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Fill with outline and label</source>
        <translation>填充并加边框和标签</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Bleep</source>
        <translation>哔声</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Voice disguise</source>
        <translation>变声</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>去除</translation>
    </message>
    <message>
        <source>Label in its place</source>
        <translation>以标签替代</translation>
    </message>
    <message>
        <source>Same stand-in everywhere</source>
        <translation>统一使用同一代称</translation>
    </message>
    <message>
        <source>Generalise</source>
        <translation>泛化</translation>
    </message>
    <message>
        <source>a film</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>a page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>the effect “%1” cannot be had on %2 for the type “%3”. Choose one of: %4.</source>
        <translation>“%3”类型在%2中不能使用效果“%1”。请选用：%4。</translation>
    </message>
    <message>
        <source>the effect “%1” (%2) is not implemented in this version.</source>
        <translation>此版本不提供效果“%1”（%2）。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Reading or writing failed.</source>
        <translation>读取或写入失败。</translation>
    </message>
    <message>
        <source>It does not exist.</source>
        <translation>不存在。</translation>
    </message>
    <message>
        <source>Permission was denied.</source>
        <translation>权限不足。</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>磁盘已满。</translation>
    </message>
    <message>
        <source>This is not supported.</source>
        <translation>不支持此操作。</translation>
    </message>
    <message>
        <source>The data is damaged.</source>
        <translation>数据已损坏。</translation>
    </message>
    <message>
        <source>It is protected by a password.</source>
        <translation>受密码保护。</translation>
    </message>
    <message>
        <source>The passphrase is wrong, or access was not granted.</source>
        <translation>口令错误，或未获授权。</translation>
    </message>
    <message>
        <source>It is larger than can be processed safely.</source>
        <translation>过大，无法安全处理。</translation>
    </message>
    <message>
        <source>It cannot be understood.</source>
        <translation>无法识别其内容。</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>没有匹配项。</translation>
    </message>
    <message>
        <source>Something else changed it meanwhile.</source>
        <translation>期间已被其他程序更改。</translation>
    </message>
    <message>
        <source>Verification found withheld content.</source>
        <translation>验证发现了应隐去的内容。</translation>
    </message>
    <message>
        <source>A needed component is not installed.</source>
        <translation>未安装所需组件。</translation>
    </message>
    <message>
        <source>An internal error occurred.</source>
        <translation>发生内部错误。</translation>
    </message>
    <message>
        <source>“%1” does not exist.</source>
        <translation>“%1”不存在。</translation>
    </message>
    <message>
        <source>“%1” may not be accessed: permission denied.</source>
        <translation>无法访问“%1”：权限不足。</translation>
    </message>
    <message>
        <source>“%1” cannot be written: the file system is read-only.</source>
        <translation>无法写入“%1”：文件系统为只读。</translation>
    </message>
    <message>
        <source>“%1” cannot be written: the disk is full. Free some space and run again; finished work is kept.</source>
        <translation>无法写入“%1”：磁盘已满。请释放空间后重新运行；已完成的工作会保留。</translation>
    </message>
    <message>
        <source>“%1” cannot be written: it is larger than its file system allows. Choose a folder on another disk.</source>
        <translation>无法写入“%1”：大小超过文件系统的上限。请选择其他磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>“%1” is a folder.</source>
        <translation>“%1”是文件夹。</translation>
    </message>
    <message>
        <source>“%1”: %2.</source>
        <translation>“%1”：%2。</translation>
    </message>
    <message>
        <source>It is older than this computer has seen it.</source>
        <translation>它比这台计算机见过的版本旧。</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Licence plate</source>
        <translation>车牌</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>屏幕</translation>
    </message>
    <message>
        <source>QR or bar code</source>
        <translation>二维码或条形码</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>人声</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>电子邮件地址</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>电话号码</translation>
    </message>
    <message>
        <source>Street address</source>
        <translation>街道地址</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>US social security number</source>
        <translation>美国社会安全号码</translation>
    </message>
    <message>
        <source>US taxpayer number (ITIN)</source>
        <translation>美国纳税人识别号（ITIN）</translation>
    </message>
    <message>
        <source>US passport number</source>
        <translation>美国护照号</translation>
    </message>
    <message>
        <source>US driver licence</source>
        <translation>美国驾驶证号</translation>
    </message>
    <message>
        <source>US bank routing number</source>
        <translation>美国银行路由号码</translation>
    </message>
    <message>
        <source>US provider number (NPI)</source>
        <translation>美国医疗服务提供者编号（NPI）</translation>
    </message>
    <message>
        <source>US DEA number</source>
        <translation>美国 DEA 编号</translation>
    </message>
    <message>
        <source>US Medicare number</source>
        <translation>美国 Medicare 编号</translation>
    </message>
    <message>
        <source>Medical record number</source>
        <translation>病历号</translation>
    </message>
    <message>
        <source>Health plan number</source>
        <translation>健康保险计划编号</translation>
    </message>
    <message>
        <source>UK NHS number</source>
        <translation>英国 NHS 编号</translation>
    </message>
    <message>
        <source>UK national insurance number</source>
        <translation>英国国民保险号</translation>
    </message>
    <message>
        <source>Bank account (IBAN)</source>
        <translation>银行账号（IBAN）</translation>
    </message>
    <message>
        <source>VAT number</source>
        <translation>增值税号</translation>
    </message>
    <message>
        <source>Payment card</source>
        <translation>支付卡号</translation>
    </message>
    <message>
        <source>Crypto address</source>
        <translation>加密货币地址</translation>
    </message>
    <message>
        <source>IP address</source>
        <translation>IP 地址</translation>
    </message>
    <message>
        <source>MAC address</source>
        <translation>MAC 地址</translation>
    </message>
    <message>
        <source>Device number (IMEI)</source>
        <translation>设备识别码（IMEI）</translation>
    </message>
    <message>
        <source>Vehicle number (VIN)</source>
        <translation>车辆识别代号（VIN）</translation>
    </message>
    <message>
        <source>Web address</source>
        <translation>网址</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>坐标</translation>
    </message>
    <message>
        <source>Chinese resident ID</source>
        <translation>中国居民身份证号</translation>
    </message>
    <message>
        <source>Chinese mobile number</source>
        <translation>中国手机号码</translation>
    </message>
    <message>
        <source>Indian Aadhaar</source>
        <translation>印度 Aadhaar 号</translation>
    </message>
    <message>
        <source>Indian PAN</source>
        <translation>印度 PAN 号</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>组织</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>Marked by hand</source>
        <translation>手动标记</translation>
    </message>
    <message>
        <source>National identity number</source>
        <translation>国民身份号码</translation>
    </message>
    <message>
        <source>Tax number</source>
        <translation>税号</translation>
    </message>
    <message>
        <source>Passport number</source>
        <translation>护照号</translation>
    </message>
    <message>
        <source>Driving licence</source>
        <translation>驾驶证号</translation>
    </message>
    <message>
        <source>Business or professional register number</source>
        <translation>企业或执业登记号</translation>
    </message>
    <message>
        <source>Bank account number</source>
        <translation>银行账户号码</translation>
    </message>
    <message>
        <source>There is not enough memory to go on. Close other programs or process the file alone.</source>
        <translation>内存不足，无法继续。请关闭其他程序，或单独处理此文件。</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>音频</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>表格（CSV）</translation>
    </message>
    <message>
        <source>Office document</source>
        <translation>办公文档</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>邮件</translation>
    </message>
    <message>
        <source>HTML</source>
        <translation>HTML</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>DICOM</source>
        <translation>DICOM</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>压缩包</translation>
    </message>
    <message>
        <source>Empty file</source>
        <translation>空文件</translation>
    </message>
    <message>
        <source>Unknown kind</source>
        <translation>未知类型</translation>
    </message>
    <message>
        <source>Mark %1: the field &quot;%2&quot; %3</source>
        <translation>第 %1 个标记：字段“%2”%3</translation>
    </message>
    <message>
        <source>must be a text that is not empty.</source>
        <translation>必须是非空文本。</translation>
    </message>
    <message>
        <source>must be a number.</source>
        <translation>必须是数字。</translation>
    </message>
    <message>
        <source>must be a whole number from 0.</source>
        <translation>必须是不小于 0 的整数。</translation>
    </message>
    <message>
        <source>must be a list of %1 numbers.</source>
        <translation>必须是由 %1 个数字组成的列表。</translation>
    </message>
    <message>
        <source>must have a width and a height above 0.</source>
        <translation>的宽度和高度必须大于 0。</translation>
    </message>
    <message>
        <source>must be two whole numbers, the second one larger.</source>
        <translation>必须是两个整数，且第二个较大。</translation>
    </message>
    <message>
        <source>names no type that this program knows.</source>
        <translation>的值不是本程序支持的类型。</translation>
    </message>
    <message>
        <source>must be &quot;redact&quot; or &quot;keep&quot;.</source>
        <translation>必须为“redact”或“keep”。</translation>
    </message>
    <message>
        <source>names no effect that this program knows.</source>
        <translation>的值不是本程序支持的效果。</translation>
    </message>
    <message>
        <source>must be a list of texts.</source>
        <translation>必须是文本列表。</translation>
    </message>
    <message>
        <source>is missing; a time needs a begin and an end.</source>
        <translation>缺失；时间需要有起点和终点。</translation>
    </message>
    <message>
        <source>must be later than &quot;begin&quot;, and neither may be below 0.</source>
        <translation>必须晚于“begin”，且两者均不得小于 0。</translation>
    </message>
    <message>
        <source>is missing; a page needs a rectangle.</source>
        <translation>缺失；页面需要有矩形。</translation>
    </message>
    <message>
        <source>cannot be combined with a stream or a time.</source>
        <translation>不能与流或时间同时使用。</translation>
    </message>
    <message>
        <source>needs a time or a rectangle.</source>
        <translation>需要有时间或矩形。</translation>
    </message>
    <message>
        <source>Mark %1: give one place: a term, a range, a field, a rectangle or a time.</source>
        <translation>第 %1 个标记：请指定一个位置：词语、范围、字段、矩形或时间。</translation>
    </message>
    <message>
        <source>is not a field of a mark.</source>
        <translation>不是标记的字段。</translation>
    </message>
    <message>
        <source>is missing; it names the file of the mark.</source>
        <translation>缺失；它指定标记所在的文件。</translation>
    </message>
    <message>
        <source>The marks file is larger than 64 MiB. Split it.</source>
        <translation>标记文件大于 64 MiB。请将其拆分。</translation>
    </message>
    <message>
        <source>The marks file is not valid JSON at byte %1: %2.</source>
        <translation>标记文件在第 %1 字节处不是有效的 JSON：%2。</translation>
    </message>
    <message>
        <source>The marks file needs a list named &quot;marks&quot;.</source>
        <translation>标记文件中需要有名为“marks”的列表。</translation>
    </message>
    <message>
        <source>Mark %1 is not an object with fields.</source>
        <translation>第 %1 个标记不是包含字段的对象。</translation>
    </message>
    <message>
        <source>names an effect that is not implemented in this version.</source>
        <translation>的值是此版本不提供的效果。</translation>
    </message>
    <message>
        <source>It is too large: it needs %1 MB of memory, and %2 MB may be used. Split or scale it first, or set REDOUBT_PICTURE_MEMORY to a larger number of MB.</source>
        <translation>过大：需要 %1 MB 内存，而可用上限为 %2 MB。请先拆分或缩小，或将 REDOUBT_PICTURE_MEMORY 设为更大的 MB 数。</translation>
    </message>
    <message>
        <source>“%1” is a symbolic link and was not followed.</source>
        <translation>“%1”是符号链接，未予跟随。</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>The reader did not finish within %1 and was left alone. The file may be made to hold readers up; save a copy of it with another program and add that.</source>
        <extracomment>%1: &quot;10 minutes&quot;</extracomment>
        <translation>读取在 %1内未完成，已放弃。此文件可能是为拖住读取程序而制作的；请用其他程序另存一份副本再添加。</translation>
    </message>
    <message>
        <source>page %1 and those behind it</source>
        <translation>第 %1 页及其后的页面</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>第 %1 页</translation>
    </message>
    <message>
        <source>pages %1 to %2</source>
        <translation>第 %1 至 %2 页</translation>
    </message>
    <message>
        <source>stream %1</source>
        <translation>流 %1</translation>
    </message>
    <message>
        <source>stream %1, from %2 s to its end</source>
        <translation>流 %1，自 %2 秒至末尾</translation>
    </message>
    <message>
        <source>stream %1, %2 s to %3 s</source>
        <translation>流 %1，%2 秒至 %3 秒</translation>
    </message>
    <message>
        <source>the whole file</source>
        <translation>整个文件</translation>
    </message>
</context>
<context>
    <name>redoubt::casefile</name>
    <message>
        <source>The case holds no such item.</source>
        <translation>案件中没有此项目。</translation>
    </message>
    <message>
        <source>A finding belongs to another item than it was given for.</source>
        <translation>有检出项不属于所指定的项目。</translation>
    </message>
    <message>
        <source>The text kept for “%1” cannot be read: %2 Analyse the file again.</source>
        <translation>无法读取为“%1”保存的文本：%2请重新分析该文件。</translation>
    </message>
    <message>
        <source>%1, %2 bytes, SHA-256 %3</source>
        <translation>%1，%2 字节，SHA-256 %3</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n finding(s)</source>
        <translation>
            <numerusform>%1：%n 个检出项</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, stream %2, %3 to %4</source>
        <translation>%1，流 %2，%3 至 %4</translation>
    </message>
    <message>
        <source>number %1, manifest SHA-256 %2</source>
        <translation>编号 %1，清单 SHA-256 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n 处更改</numerusform>
        </translation>
    </message>
    <message>
        <source>The file is larger than 4 MiB.</source>
        <translation>文件大于 4 MiB。</translation>
    </message>
    <message>
        <source>The file is not valid JSON at byte %1: %2.</source>
        <translation>文件在第 %1 字节处不是有效的 JSON：%2。</translation>
    </message>
    <message>
        <source>The file must hold one JSON object.</source>
        <translation>文件必须包含一个 JSON 对象。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither the name of a built-in (%2) nor a file that can be read.</source>
        <translation>“%1”既不是内置名称（%2），也不是可读取的文件。</translation>
    </message>
    <message>
        <source>The field &quot;%1&quot; %2</source>
        <translation>字段“%1”%2</translation>
    </message>
    <message>
        <source>must be a text.</source>
        <translation>必须是文本。</translation>
    </message>
    <message>
        <source>is missing or empty.</source>
        <translation>缺失或为空。</translation>
    </message>
    <message>
        <source>must be true or false.</source>
        <translation>必须为 true 或 false。</translation>
    </message>
    <message>
        <source>must be a list of texts.</source>
        <translation>必须是文本列表。</translation>
    </message>
    <message>
        <source>is not known here; check its spelling.</source>
        <translation>在此处无法识别；请检查拼写。</translation>
    </message>
    <message>
        <source>Another copy of this case is open in another window or program. Close it there: two copies that are both changed cannot be joined.</source>
        <translation>本案件的另一份副本已在另一窗口或程序中打开。请在那里关闭：两份副本若各自更改，便无法再合并。</translation>
    </message>
    <message>
        <source>The case journal was changed outside of this program: %1 Restore the case from a copy that you trust.</source>
        <translation>案件日志曾在本程序之外被更改：%1请从可信的副本恢复案件。</translation>
    </message>
    <message>
        <source>Another program is writing to the case journal. Close it and try again.</source>
        <translation>另一程序正在写入案件日志。请关闭该程序后重试。</translation>
    </message>
    <message>
        <source>The case journal may not be written here.</source>
        <translation>此处不允许写入案件日志。</translation>
    </message>
    <message>
        <source>its database is broken.</source>
        <translation>其数据库已损坏。</translation>
    </message>
    <message>
        <source>The disk is full; the last step was not saved. Free some space and try again.</source>
        <translation>磁盘已满；上一步未保存。请释放空间后重试。</translation>
    </message>
    <message>
        <source>The case journal cannot be opened.</source>
        <translation>无法打开案件日志。</translation>
    </message>
    <message>
        <source>The case journal could not be read or written; the last step was not saved. Check the disk.</source>
        <translation>无法读写案件日志；上一步未保存。请检查磁盘。</translation>
    </message>
    <message>
        <source>Qt&apos;s SQLite driver is not installed. Install libqt6sql6-sqlite.</source>
        <translation>未安装 Qt 的 SQLite 驱动程序。请安装 libqt6sql6-sqlite。</translation>
    </message>
    <message>
        <source>The case is open for reading only.</source>
        <translation>案件以只读方式打开。</translation>
    </message>
    <message>
        <source>This access to the case may not sign.</source>
        <translation>当前对案件的访问权限不能签名。</translation>
    </message>
    <message>
        <source>a signed checkpoint does not fit the rows before it.</source>
        <translation>有签名检查点与其之前的记录不符。</translation>
    </message>
    <message>
        <source>row %1 is missing.</source>
        <translation>缺少第 %1 条记录。</translation>
    </message>
    <message>
        <source>row %1 is not the one that was written.</source>
        <translation>第 %1 条记录不是当初写入的记录。</translation>
    </message>
    <message>
        <source>Row %1 of the case journal was written by a newer version of this program. Open the case with that version.</source>
        <translation>案件日志的第 %1 条记录由本程序的较新版本写入。请用该版本打开案件。</translation>
    </message>
    <message>
        <source>it has no rows.</source>
        <translation>其中没有记录。</translation>
    </message>
    <message>
        <source>its end is not what this program wrote.</source>
        <translation>其末尾不是本程序写入的内容。</translation>
    </message>
    <message>
        <source>This case is not the one that this computer has seen: its journal differs up to row %1.</source>
        <translation>这个案件不是这台计算机见过的那个：其日志到第 %1 条记录为止有出入。</translation>
    </message>
    <message>
        <source>This case is older than this computer has seen it: its journal has %1 rows, and had %2.</source>
        <translation>这个案件比这台计算机见过的版本旧：其日志有 %1 条记录，而此前有 %2 条。</translation>
    </message>
    <message>
        <source>%1 If nobody restored it from a copy on purpose, somebody put it back in time, and decisions are missing: use the newest copy that you trust. Sealed files that this journal does not name are kept, and can be taken back once the case is open.</source>
        <translation>%1 如果没有人特意从副本恢复它，那就是有人把它退回到了过去，其中缺少一些决定：请使用您信任的最新副本。未列入此日志的封存文件仍会保留，案件打开后即可取回。</translation>
    </message>
    <message>
        <source>its newest rows are gone.</source>
        <translation>最新的记录已丢失。</translation>
    </message>
    <message>
        <source>The case has no journal (journal.db). Restore it from a copy. Where there is none, “redoubt-cli case orphans CASE --new-journal --take-back” brings the sealed files back without their names.</source>
        <translation>案件没有日志（journal.db）。请从副本恢复。如果没有副本，可用“redoubt-cli case orphans CASE --new-journal --take-back”取回封存的文件，但其名称会丢失。</translation>
    </message>
    <message>
        <source>The sealed file %1 cannot be taken back: %2</source>
        <translation>无法取回封存的文件 %1：%2</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Faces, plates, screens, signatures, codes, names, contacts and identifying numbers are redacted. Dates, ages, organisations, places, web addresses and voices are kept, yet shown.</source>
        <translation>对人脸、车牌、屏幕、签名、二维码和条形码、姓名、联系方式及身份识别号码脱敏。日期、年龄、组织、地点、网址和人声予以保留，但会显示。</translation>
    </message>
    <message>
        <source>HIPAA Safe Harbor</source>
        <translation>HIPAA 安全港</translation>
    </message>
    <message>
        <source>The 18 identifiers of 45 CFR 164.514(b)(2), voices and dates included; dates and ages are generalised where the rule allows it.</source>
        <translation>45 CFR 164.514(b)(2) 规定的 18 种标识符，包括人声和日期；在规则允许时对日期和年龄进行泛化。</translation>
    </message>
    <message>
        <source>FOIA</source>
        <translation>FOIA</translation>
    </message>
    <message>
        <source>As Standard; every mark carries an exemption code of 5 U.S.C. 552(b).</source>
        <translation>同“标准”；每处标记均带有 5 U.S.C. 552(b) 的豁免代码。</translation>
    </message>
    <message>
        <source>Subject access request</source>
        <translation>数据主体访问请求</translation>
    </message>
    <message>
        <source>Everybody but the person who asks is redacted: faces, voices, names, contacts and numbers.</source>
        <translation>除请求人外，对所有人的人脸、人声、姓名、联系方式和号码脱敏。</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>No machine proposals; only what a person marks is redacted.</source>
        <translation>程序不提出建议；仅对人工标记的内容脱敏。</translation>
    </message>
    <message>
        <source>names no effect that this program knows.</source>
        <translation>的值不是本程序支持的效果。</translation>
    </message>
    <message>
        <source>must be &quot;redact&quot;, &quot;keep&quot; or &quot;ask&quot;.</source>
        <translation>必须为“redact”、“keep”或“ask”。</translation>
    </message>
    <message>
        <source>must be a word or an object with &quot;verdict&quot;.</source>
        <translation>必须是单词或含有“verdict”的对象。</translation>
    </message>
    <message>
        <source>must be an object of types and rules.</source>
        <translation>必须是由类型和规则组成的对象。</translation>
    </message>
    <message>
        <source>must be an object.</source>
        <translation>必须是对象。</translation>
    </message>
    <message>
        <source>names no effect of this medium.</source>
        <translation>的值不是此媒体适用的效果。</translation>
    </message>
    <message>
        <source>must be &quot;redoubt-profile/1&quot;.</source>
        <translation>必须为“redoubt-profile/1”。</translation>
    </message>
    <message>
        <source>is needed because &quot;reason_required&quot; is true.</source>
        <translation>必不可少，因为“reason_required”为 true。</translation>
    </message>
    <message>
        <source>must look like &quot;eng+chi_sim&quot;.</source>
        <translation>的格式应如“eng+chi_sim”。</translation>
    </message>
    <message>
        <source>names an effect that is not implemented in this version.</source>
        <translation>的值是此版本不提供的效果。</translation>
    </message>
    <message>
        <source>must be &quot;redoubt-reasons/1&quot;.</source>
        <translation>必须为“redoubt-reasons/1”。</translation>
    </message>
    <message>
        <source>must be a list with at least one reason.</source>
        <translation>必须是至少含有一个理由的列表。</translation>
    </message>
    <message>
        <source>The field &quot;reasons[%1].code&quot; repeats the code %2.</source>
        <translation>字段“reasons[%1].code”重复了代码 %2。</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n 个检出项</numerusform>
        </translation>
    </message>
    <message>
        <source>They were written in a form that this version cannot read.</source>
        <translation>其写入格式是此版本无法读取的。</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>作出决定</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Draw a mark</source>
        <translation>绘制标记</translation>
    </message>
    <message>
        <source>Withdraw a mark</source>
        <translation>撤回标记</translation>
    </message>
    <message>
        <source>Change a person</source>
        <translation>更改人员</translation>
    </message>
</context>
<context>
    <name>redoubt::cli</name>
    <message>
        <source>“%1” is too long for a passphrase (more than %2 bytes).</source>
        <translation>“%1”过长，不能用作口令（超过 %2 字节）。</translation>
    </message>
    <message>
        <source>terminal</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>A passphrase is needed: give --passphrase-file FILE (- for standard input), set REDOUBT_PASSPHRASE, or run in a terminal.</source>
        <translation>需要口令：请指定 --passphrase-file FILE（- 表示标准输入）、设置 REDOUBT_PASSPHRASE，或在终端中运行。</translation>
    </message>
    <message>
        <source>Print results as JSON.</source>
        <translation>以 JSON 输出结果。</translation>
    </message>
    <message>
        <source>Read the passphrase from FILE (- for standard input); else REDOUBT_PASSPHRASE, else a prompt.</source>
        <translation>从 FILE 读取口令（- 表示标准输入）；否则使用 REDOUBT_PASSPHRASE，再否则提示输入。</translation>
    </message>
    <message>
        <source>Progress on stderr: auto, bar, json (one object a line) or none.</source>
        <translation>在 stderr 显示进度：auto、bar、json（每行一个对象）或 none。</translation>
    </message>
    <message>
        <source>Workers; the results do not depend on it.</source>
        <translation>工作线程数；不影响结果。</translation>
    </message>
    <message>
        <source>Who decides, for the custody log.</source>
        <translation>决定者，记入保管链日志。</translation>
    </message>
    <message>
        <source>standard input</source>
        <translation>标准输入</translation>
    </message>
    <message>
        <source>New passphrase (it cannot be recovered): </source>
        <translation>新口令（无法找回）：</translation>
    </message>
    <message>
        <source>Passphrase: </source>
        <translation>口令：</translation>
    </message>
    <message>
        <source>Once more: </source>
        <translation>再次输入：</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>两次输入的口令不一致。</translation>
    </message>
    <message>
        <source>The passphrase is empty.</source>
        <translation>口令为空。</translation>
    </message>
    <message>
        <source>Redoubt finds faces, voices and personal data in case files, removes them, attacks its own output and seals the originals.</source>
        <translation>Redoubt 查找并去除案件文件中的人脸、人声和个人数据，对输出进行攻击检验，并封存原件。</translation>
    </message>
    <message>
        <source>Exit codes: 0 done, 1 failed, 2 usage, 3 some input unsupported or damaged, 4 wrong passphrase,
5 a leak was found and that output withheld, 130 cancelled.
Examples:
  redoubt-cli redact body_cam.mp4 report.pdf --out release
  redoubt-cli detect interview.wav --json
  redoubt-cli COMMAND --help</source>
        <translation>退出码：0 完成，1 失败，2 用法错误，3 部分输入不受支持或已损坏，4 口令错误，
5 发现泄露且已扣留该输出，130 已取消。
示例：
  redoubt-cli redact body_cam.mp4 report.pdf --out release
  redoubt-cli detect interview.wav --json
  redoubt-cli COMMAND --help</translation>
    </message>
    <message>
        <source>There is not enough memory for this work.</source>
        <translation>内存不足，无法完成此任务。</translation>
    </message>
    <message numerus="yes">
        <source>%n sealed original(s) are not named in the journal of this case: a run was stopped, or the journal lost rows or is an older one. They are kept. Add the same files again, or take them back with: redoubt-cli case orphans CASE --take-back</source>
        <translation>
            <numerusform>有 %n 份封存的原件未列入本案件的日志：可能是某次运行中途停止，也可能是日志丢失了记录或是较旧的日志。这些原件仍会保留。请重新添加相同的文件，或用以下命令取回：redoubt-cli case orphans CASE --take-back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sealed file(s) that the journal does not name cannot be opened; see: redoubt-cli case orphans CASE</source>
        <translation>
            <numerusform>有 %n 个未列入日志的封存文件无法打开；请参阅：redoubt-cli case orphans CASE</numerusform>
        </translation>
    </message>
    <message>
        <source>Only this file; may be given again.</source>
        <translation>仅此文件；可多次指定。</translation>
    </message>
    <message>
        <source>Profile name or file.</source>
        <translation>方案名称或文件。</translation>
    </message>
    <message>
        <source>Work with a case step by step.</source>
        <translation>分步处理案件。</translation>
    </message>
    <message>
        <source>Make an empty case.</source>
        <translation>创建空案件。</translation>
    </message>
    <message>
        <source>Seal files into the case.</source>
        <translation>将文件封存到案件中。</translation>
    </message>
    <message>
        <source>Files and folders.</source>
        <translation>文件和文件夹。</translation>
    </message>
    <message>
        <source>Find faces, voices and personal data.</source>
        <translation>查找人脸、人声和个人数据。</translation>
    </message>
    <message>
        <source>fast, standard or thorough.</source>
        <translation>fast（快速）、standard（标准）或 thorough（彻底）。</translation>
    </message>
    <message>
        <source>Also files that were analysed already.</source>
        <translation>包括已分析过的文件。</translation>
    </message>
    <message>
        <source>Show what is in the case and how far it is.</source>
        <translation>显示案件的内容和进度。</translation>
    </message>
    <message>
        <source>Show the findings.</source>
        <translation>显示检出项。</translation>
    </message>
    <message>
        <source>Only this type.</source>
        <translation>仅此类型。</translation>
    </message>
    <message>
        <source>Only those that nobody decided.</source>
        <translation>仅限无人决定的检出项。</translation>
    </message>
    <message>
        <source>Redact or keep findings.</source>
        <translation>对检出项脱敏或予以保留。</translation>
    </message>
    <message>
        <source>Redact them.</source>
        <translation>脱敏。</translation>
    </message>
    <message>
        <source>Keep them.</source>
        <translation>保留。</translation>
    </message>
    <message>
        <source>By id (or the start of one); may be given again.</source>
        <translation>按 ID（或其开头部分）指定；可多次指定。</translation>
    </message>
    <message>
        <source>All of this type.</source>
        <translation>此类型的全部检出项。</translation>
    </message>
    <message>
        <source>Reason code; may be given again.</source>
        <translation>理由代码；可多次指定。</translation>
    </message>
    <message>
        <source>Effect, such as fill, silence or label.</source>
        <translation>效果，如 fill（填充）、silence（静音）或 label（标签）。</translation>
    </message>
    <message>
        <source>Example:
  redoubt-cli case decide stop.redoubt --redact --type face --reason &apos;(b)(6)&apos;</source>
        <translation>示例：
  redoubt-cli case decide stop.redoubt --redact --type face --reason &apos;(b)(6)&apos;</translation>
    </message>
    <message>
        <source>Apply a marks file.</source>
        <translation>应用标记文件。</translation>
    </message>
    <message>
        <source>The marks file (JSON).</source>
        <translation>标记文件（JSON）。</translation>
    </message>
    <message>
        <source>List people, or add one by name.</source>
        <translation>列出人员，或按姓名添加人员。</translation>
    </message>
    <message>
        <source>A name of one new person; again for other spellings.</source>
        <translation>新人员的姓名；如有其他写法可再次指定。</translation>
    </message>
    <message>
        <source>third_party, requester, staff or minor.</source>
        <translation>third_party（第三方）、requester（请求人）、staff（工作人员）或 minor（未成年人）。</translation>
    </message>
    <message>
        <source>Make a release.</source>
        <translation>生成发布。</translation>
    </message>
    <message>
        <source>Folder of the release.</source>
        <translation>发布文件夹。</translation>
    </message>
    <message>
        <source>Key that may open the originals too.</source>
        <translation>另一个可打开原件的密钥。</translation>
    </message>
    <message>
        <source>Verify and show the custody log.</source>
        <translation>验证并显示保管链日志。</translation>
    </message>
    <message>
        <source>Example:
  redoubt-cli case new stop.redoubt
  redoubt-cli case add stop.redoubt body_cam.mp4 report.pdf
  redoubt-cli case analyze stop.redoubt
  redoubt-cli case export stop.redoubt --out release</source>
        <translation>示例：
  redoubt-cli case new stop.redoubt
  redoubt-cli case add stop.redoubt body_cam.mp4 report.pdf
  redoubt-cli case analyze stop.redoubt
  redoubt-cli case export stop.redoubt --out release</translation>
    </message>
    <message>
        <source>Folder of the case (NAME.redoubt).</source>
        <translation>案件文件夹（NAME.redoubt）。</translation>
    </message>
    <message>
        <source>Take a case that was restored from an older copy for the right one, once and for all.</source>
        <translation>将从较旧副本恢复的案件认定为正确的案件，以后不再询问。</translation>
    </message>
    <message>
        <source>Show sealed files that the journal does not name, or take them back.</source>
        <translation>显示未列入日志的封存文件，或将其取回。</translation>
    </message>
    <message>
        <source>Make files of the case of them again, under names such as recovered-1a2b….</source>
        <translation>将其重新作为案件中的文件，名称形如 recovered-1a2b…。</translation>
    </message>
    <message>
        <source>Set a journal that is lost or broken aside and begin a new one. Its names, findings and decisions are not in the new one: restore the journal from a copy if you can.</source>
        <translation>搁置丢失或损坏的日志，另建新日志。旧日志中的名称、检出项和决定不会出现在新日志中：如有可能，请从副本恢复日志。</translation>
    </message>
    <message>
        <source>Also files that failed, or that were left aside because reading them was begun twice and never finished.</source>
        <translation>包括失败的文件，以及因两次开始读取均未完成而搁置的文件。</translation>
    </message>
    <message>
        <source>Take files out of the case; their originals stay sealed.</source>
        <translation>将文件移出案件；其原件仍然封存。</translation>
    </message>
    <message>
        <source>Name of a file in the case.</source>
        <translation>案件中某个文件的名称。</translation>
    </message>
    <message>
        <source>Put files back that were removed.</source>
        <translation>放回已移出的文件。</translation>
    </message>
    <message>
        <source>The case has no file of that name; see: redoubt-cli case info.</source>
        <translation>案件中没有该名称的文件；请参阅：redoubt-cli case info。</translation>
    </message>
    <message>
        <source>“%1” is not a type of finding.</source>
        <translation>“%1”不是有效的检出类型。</translation>
    </message>
    <message>
        <source>Say which findings: --finding ID, --type TYPE, --item NAME or --undecided.</source>
        <translation>请指定检出项：--finding ID、--type TYPE、--item NAME 或 --undecided。</translation>
    </message>
    <message>
        <source>Made %1. The passphrase cannot be recovered. Vault key %2.</source>
        <translation>已创建 %1。口令无法找回。保管库密钥 %2。</translation>
    </message>
    <message>
        <source>Sealing</source>
        <translation>正在封存</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) sealed</source>
        <translation>
            <numerusform>已封存 %n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n of them already in the vault</source>
        <translation>
            <numerusform>，其中 %n 个已在保管库中</numerusform>
        </translation>
    </message>
    <message>
        <source>Examining</source>
        <translation>正在检查</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n 个检出项</numerusform>
        </translation>
    </message>
    <message>
        <source>Say either --redact or --keep.</source>
        <translation>请指定 --redact 或 --keep 之一。</translation>
    </message>
    <message>
        <source>“%1” is not an effect.</source>
        <translation>“%1”不是有效的效果。</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) decided</source>
        <translation>
            <numerusform>已决定 %n 个检出项</numerusform>
        </translation>
    </message>
    <message>
        <source>Marking</source>
        <translation>正在标记</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n mark(s) applied</source>
        <translation>
            <numerusform>共 %n 处标记，已应用 %1 处</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” has not been examined yet; run: redoubt-cli case analyze.</source>
        <translation>“%1”尚未检查；请运行：redoubt-cli case analyze。</translation>
    </message>
    <message>
        <source>Redacting</source>
        <translation>正在脱敏</translation>
    </message>
    <message numerus="yes">
        <source>, %n of them sealed before and taken back</source>
        <translation>
            <numerusform>，其中 %n 个此前已封存，现已取回</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was decided: %1</source>
        <translation>未作任何决定：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) get a stronger effect: %1</source>
        <translation>
            <numerusform>%n 个检出项改用更强的效果：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no file “%1” to take out or put back.</source>
        <translation>没有可移出或放回的文件“%1”。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) put back</source>
        <translation>
            <numerusform>已放回 %n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) taken out; the originals stay sealed</source>
        <translation>
            <numerusform>已移出 %n 个文件；原件仍然封存</numerusform>
        </translation>
    </message>
    <message>
        <source>original</source>
        <translation>原件</translation>
    </message>
    <message>
        <source>text of a file, which is made again</source>
        <translation>文件的文本，会重新生成</translation>
    </message>
    <message>
        <source>cannot be opened: damaged, or of another vault</source>
        <translation>无法打开：已损坏，或属于其他保管库</translation>
    </message>
    <message>
        <source>Every sealed file is named in the journal.</source>
        <translation>所有封存的文件均已列入日志。</translation>
    </message>
    <message>
        <source>Taking back</source>
        <translation>正在取回</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) taken back</source>
        <translation>
            <numerusform>已取回 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>The journal of this case can be read: it stays. If it is an older one, give: redoubt-cli case info CASE --accept-restored</source>
        <translation>本案件的日志可以读取，予以保留。如果它是较旧的日志，请运行：redoubt-cli case info CASE --accept-restored</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>待决定</translation>
    </message>
    <message numerus="yes">
        <source>%1: profile %2, vault key %3, %n release(s)</source>
        <translation>
            <numerusform>%1：方案 %2，保管库密钥 %3，%n 次发布</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n undecided</source>
        <translation>
            <numerusform>%n 项待决定</numerusform>
        </translation>
    </message>
    <message>
        <source>not examined: %1 (%2)</source>
        <translation>未检查：%1（%2）</translation>
    </message>
    <message>
        <source>The chain and its signatures are right; head %1.</source>
        <translation>保管链及其签名均正确；链末哈希值 %1。</translation>
    </message>
    <message numerus="yes">
        <source>%n sealed file(s) not named in the journal</source>
        <translation>
            <numerusform>%n 个封存文件未列入日志</numerusform>
        </translation>
    </message>
    <message>
        <source>taken out of the case</source>
        <translation>已移出案件</translation>
    </message>
    <message>
        <source>Print completion for bash.</source>
        <translation>输出 bash 补全脚本。</translation>
    </message>
    <message>
        <source>Example:
  source &lt;(redoubt-cli completion)</source>
        <translation>示例：
  source &lt;(redoubt-cli completion)</translation>
    </message>
    <message>
        <source>Show what would be proposed in files; makes no case and writes nothing.</source>
        <translation>显示会在文件中提出哪些建议；不创建案件，也不写入任何内容。</translation>
    </message>
    <message>
        <source>Only these types, separated by commas.</source>
        <translation>仅限这些类型，以英文逗号分隔。</translation>
    </message>
    <message>
        <source>Languages of text in pictures (eng+chi_sim).</source>
        <translation>图片中文字的语言（eng+chi_sim）。</translation>
    </message>
    <message>
        <source>A name to look for; may be given again.</source>
        <translation>要查找的姓名；可多次指定。</translation>
    </message>
    <message>
        <source>Example:
  redoubt-cli detect interview.mp4 letter.pdf --types face,person_name --json</source>
        <translation>示例：
  redoubt-cli detect interview.mp4 letter.pdf --types face,person_name --json</translation>
    </message>
    <message>
        <source>name of the file</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>model SHA-256 %1</source>
        <translation>模型 SHA-256 %1</translation>
    </message>
    <message>
        <source>List the profiles and what they redact.</source>
        <translation>列出各方案及其脱敏内容。</translation>
    </message>
    <message>
        <source>List the reason codes.</source>
        <translation>列出理由代码。</translation>
    </message>
    <message>
        <source>Only this set (name or file).</source>
        <translation>仅此理由集（名称或文件）。</translation>
    </message>
    <message>
        <source>List the detectors, their models and what is missing.</source>
        <translation>列出检测器、其模型以及缺少的组件。</translation>
    </message>
    <message>
        <source>There is no readable file among the inputs.</source>
        <translation>输入中没有可读取的文件。</translation>
    </message>
    <message>
        <source>Redact files and folders into a release that was attacked.</source>
        <translation>对文件和文件夹脱敏，生成经过攻击检验的发布。</translation>
    </message>
    <message>
        <source>Profile name or file (see: redoubt-cli profiles).</source>
        <translation>方案名称或文件（参阅：redoubt-cli profiles）。</translation>
    </message>
    <message>
        <source>Marks to apply besides what is found.</source>
        <translation>除检出项外另行应用的标记。</translation>
    </message>
    <message>
        <source>Key that may open the originals too (see: redoubt-cli vault keygen).</source>
        <translation>另一个可打开原件的密钥（参阅：redoubt-cli vault keygen）。</translation>
    </message>
    <message>
        <source>Propose nothing; apply the marks only.</source>
        <translation>不提出建议；仅应用标记。</translation>
    </message>
    <message>
        <source>Keep the case in DIR/case.redoubt for review.</source>
        <translation>将案件保留在 DIR/case.redoubt 中以供审阅。</translation>
    </message>
    <message>
        <source>Examples:
  redoubt-cli redact evidence/ --out release --profile foia
  redoubt-cli redact chart.pdf --out release --marks marks.json --no-detect</source>
        <translation>示例：
  redoubt-cli redact evidence/ --out release --profile foia
  redoubt-cli redact chart.pdf --out release --marks marks.json --no-detect</translation>
    </message>
    <message>
        <source>released, verified</source>
        <translation>已发布，已通过验证</translation>
    </message>
    <message>
        <source>released, verification incomplete</source>
        <translation>已发布，验证不完整</translation>
    </message>
    <message>
        <source>WITHHELD</source>
        <translation>已扣留</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>not supported</source>
        <translation>不支持</translation>
    </message>
    <message>
        <source>The marks file “%1” cannot be used: %2</source>
        <translation>无法使用标记文件“%1”：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s)</source>
        <translation>
            <numerusform>%n 处标记</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n file(s) released into %2</source>
        <translation>
            <numerusform>共 %n 个文件，已发布 %1 个到 %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) were seen by no person.</source>
        <translation>
            <numerusform>%n 处标记未经人工查看。</numerusform>
        </translation>
    </message>
    <message>
        <source>Packing</source>
        <translation>正在打包</translation>
    </message>
    <message>
        <source>Extracting</source>
        <translation>正在提取</translation>
    </message>
    <message>
        <source>No original of that name is in “%1”; see: redoubt-cli vault list.</source>
        <translation>“%1”中没有该名称的原件；请参阅：redoubt-cli vault list。</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>正在验证</translation>
    </message>
    <message numerus="yes">
        <source>%n original(s) verified: every chunk and every hash is right.</source>
        <translation>
            <numerusform>已验证 %n 份原件：所有数据块和哈希值均正确。</numerusform>
        </translation>
    </message>
    <message>
        <source>Public key, to give to others: %1</source>
        <translation>公钥，可提供给他人：%1</translation>
    </message>
    <message>
        <source>Secret key, to print and keep offline: %1</source>
        <translation>私钥，请打印并离线保存：%1</translation>
    </message>
    <message>
        <source>Work with the sealed originals.</source>
        <translation>处理封存的原件。</translation>
    </message>
    <message>
        <source>Write the originals of a case into one archive.</source>
        <translation>将案件的原件写入一个归档。</translation>
    </message>
    <message>
        <source>The archive.</source>
        <translation>归档文件。</translation>
    </message>
    <message>
        <source>Key that may open it; may be given again.</source>
        <translation>可打开它的密钥；可多次指定。</translation>
    </message>
    <message>
        <source>List the originals.</source>
        <translation>列出原件。</translation>
    </message>
    <message>
        <source>Write originals under their names.</source>
        <translation>按原名写出原件。</translation>
    </message>
    <message>
        <source>Folder to write to.</source>
        <translation>写入的文件夹。</translation>
    </message>
    <message>
        <source>Only this original; may be given again.</source>
        <translation>仅此原件；可多次指定。</translation>
    </message>
    <message>
        <source>Example:
  redoubt-cli vault extract release/originals.rvault --out originals --item report.pdf</source>
        <translation>示例：
  redoubt-cli vault extract release/originals.rvault --out originals --item report.pdf</translation>
    </message>
    <message>
        <source>Check every chunk and hash.</source>
        <translation>核对所有数据块和哈希值。</translation>
    </message>
    <message>
        <source>Make a key pair for a recipient of originals.</source>
        <translation>为原件接收方生成密钥对。</translation>
    </message>
    <message>
        <source>but the file is not the one that was released</source>
        <translation>但此文件不是当时发布的文件</translation>
    </message>
    <message>
        <source>Attacking</source>
        <translation>正在攻击检验</translation>
    </message>
    <message>
        <source>Attack outputs again, later.</source>
        <translation>日后再次对输出进行攻击检验。</translation>
    </message>
    <message>
        <source>Folder of a release, or one output.</source>
        <translation>发布文件夹，或单个输出。</translation>
    </message>
    <message>
        <source>Marks whose content must be gone.</source>
        <translation>其内容必须已去除的标记。</translation>
    </message>
    <message>
        <source>Do not recognise text in pictures.</source>
        <translation>不识别图片中的文字。</translation>
    </message>
    <message>
        <source>A case is compared with a whole release: name its folder.</source>
        <translation>案件须与整个发布比对：请指定发布文件夹。</translation>
    </message>
    <message>
        <source>Case that the release was made of: gives marks and withheld words.</source>
        <translation>生成此发布的案件：提供标记和应隐去的词语。</translation>
    </message>
    <message>
        <source>Profile of the release, where it is not built in (with --case).</source>
        <translation>发布所用的方案，非内置时需要指定（与 --case 同用）。</translation>
    </message>
    <message>
        <source>Fingerprint of the key that must have signed.</source>
        <translation>签名必须使用的密钥的指纹。</translation>
    </message>
    <message>
        <source>Without marks or case nobody knows what should be gone: then the verdict is “incomplete”.
Examples:
  redoubt-cli verify release --case release/case.redoubt
  redoubt-cli verify release/redacted/report.pdf --marks marks.json</source>
        <translation>没有标记或案件，就无从得知哪些内容应已去除：此时结论为“不完整”。
示例：
  redoubt-cli verify release --case release/case.redoubt
  redoubt-cli verify release/redacted/report.pdf --marks marks.json</translation>
    </message>
    <message>
        <source>The case “%1” was there before, and stays.</source>
        <translation>案件“%1”此前已存在，予以保留。</translation>
    </message>
    <message>
        <source>The case “%1” holds originals that are not in this release, and stays.</source>
        <translation>案件“%1”中有不在本次发布内的原件，予以保留。</translation>
    </message>
    <message>
        <source>“%1” does not have the hash that was recorded when it was sealed.</source>
        <translation>“%1”的哈希值与封存时的记录不符。</translation>
    </message>
    <message>
        <source>An original has no usable name.</source>
        <translation>有原件没有可用的名称。</translation>
    </message>
    <message>
        <source>How to start the process that reads one file, such as &quot;srun redoubt-worker&quot;; else REDOUBT_WORKER_COMMAND, else on this machine.</source>
        <translation>启动读取单个文件的进程的方式，例如 &quot;srun redoubt-worker&quot;；否则用 REDOUBT_WORKER_COMMAND，再否则在本机运行。</translation>
    </message>
</context>
<context>
    <name>redoubt::detect</name>
    <message>
        <source>The file has neither pictures nor sound that can be played.</source>
        <translation>文件中没有可播放的画面或声音。</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>faces</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>No sound of it could be decoded.</source>
        <translation>未能解码出任何声音。</translation>
    </message>
    <message>
        <source>OpenCV could not load its face cascades. Reinstall opencv-data.</source>
        <translation>OpenCV 无法加载人脸级联分类器。请重新安装 opencv-data。</translation>
    </message>
    <message>
        <source>Finds faces with the Haar cascades of OpenCV.</source>
        <translation>用 OpenCV 的 Haar 级联分类器查找人脸。</translation>
    </message>
    <message>
        <source>The face detector failed on a picture of %1 x %2 pixels.</source>
        <translation>人脸检测在 %1 x %2 像素的图片上失败。</translation>
    </message>
    <message>
        <source>Faces are found by a weak detector, because the model for them is missing: about half of the faces are overlooked. Look through every picture and video yourself, or install the model. %1</source>
        <translation>缺少人脸模型，目前由较弱的检测器查找人脸：约一半的人脸会被漏掉。请亲自查看每张图片和每段视频，或安装该模型。%1</translation>
    </message>
    <message>
        <source>The model file %1 is not the one this program knows, so it was not used. Remove it and fetch it again with get-models.</source>
        <translation>模型文件 %1 与本程序认可的不符，因此未使用。请将其删除，并用 get-models 重新获取。</translation>
    </message>
    <message>
        <source>The face cascades of OpenCV are not installed. Install the package opencv-data, or better the YuNet model with get-models.</source>
        <translation>未安装 OpenCV 的人脸级联分类器。请安装软件包 opencv-data，或最好用 get-models 安装 YuNet 模型。</translation>
    </message>
    <message>
        <source>The model file %1 is not installed: run packaging/get-models, or copy the file into the folder %2. Then start Redoubt again and analyse the files anew.</source>
        <translation>模型文件 %1 未安装：请运行 packaging/get-models，或将该文件复制到文件夹 %2。然后重新启动 Redoubt 并重新分析文件。</translation>
    </message>
    <message>
        <source>pictures on page %1</source>
        <translation>第 %1 页上的图片</translation>
    </message>
    <message>
        <source>Faces are not looked for. %1</source>
        <translation>不查找人脸。%1</translation>
    </message>
    <message>
        <source>it matches nothing.</source>
        <translation>没有匹配到任何内容。</translation>
    </message>
    <message>
        <source>it does not fit a file of this kind.</source>
        <translation>不适用于此类文件。</translation>
    </message>
    <message>
        <source>Finds personal data in text by patterns, check digits, context and names.</source>
        <translation>根据模式、校验码、上下文和姓名查找文本中的个人数据。</translation>
    </message>
    <message>
        <source>part of the text</source>
        <translation>部分文本</translation>
    </message>
    <message>
        <source>It is so dense that the recognisers stopped at their limit. Read it, and mark by hand what should go.</source>
        <translation>内容过于密集，识别器已达上限而停止。请通读，并手动标记应去除的内容。</translation>
    </message>
    <message numerus="yes">
        <source>%n packed part(s) of the text</source>
        <translation>
            <numerusform>文本中有 %n 处编码内容</numerusform>
        </translation>
    </message>
    <message>
        <source>They hold pictures, files or keys in a packed form (base64, uuencode), which is not read inside of text. Take them out, or redact them whole.</source>
        <translation>其中是以编码形式（base64、uuencode）嵌入的图片、文件或密钥，在文本中不予读取。请将其取出，或整体脱敏。</translation>
    </message>
    <message numerus="yes">
        <source>%n damaged frame(s) could not be seen as recorded</source>
        <translation>
            <numerusform>%n 个损坏的帧无法按录制原样呈现</numerusform>
        </translation>
    </message>
    <message>
        <source>No frame of it could be decoded.</source>
        <translation>未能解码出任何帧。</translation>
    </message>
    <message>
        <source>The voice detector could not be started.</source>
        <translation>无法启动人声检测器。</translation>
    </message>
    <message>
        <source>Finds where people speak, with the detector of WebRTC.</source>
        <translation>用 WebRTC 的检测器查找有人说话的位置。</translation>
    </message>
    <message>
        <source>The voice detector failed.</source>
        <translation>人声检测失败。</translation>
    </message>
    <message>
        <source>The face model %1 could not be loaded. Fetch it again with get-models.</source>
        <translation>无法加载人脸模型 %1。请用 get-models 重新获取。</translation>
    </message>
    <message>
        <source>Finds faces with the neural network YuNet.</source>
        <translation>用神经网络 YuNet 查找人脸。</translation>
    </message>
</context>
<context>
    <name>redoubt::document</name>
    <message>
        <source>The file holds a sequence of pictures over time (HEIC or AVIF animation), which cannot be examined. Convert it to a film.</source>
        <translation>文件是随时间播放的图片序列（HEIC 或 AVIF 动画），无法检查。请将其转换为视频。</translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) on page %1</source>
        <translation>
            <numerusform>第 %1 页上的 %n 个词</numerusform>
        </translation>
    </message>
    <message>
        <source>They could not be read. Look at the page, and mark by hand what should go.</source>
        <translation>无法读取。请查看该页，并手动标记应去除的内容。</translation>
    </message>
    <message>
        <source>Text recognition for &quot;%1&quot; is not installed. Install the packages tesseract-ocr-… of these languages.</source>
        <translation>未安装“%1”的文字识别。请安装这些语言的软件包 tesseract-ocr-…。</translation>
    </message>
    <message>
        <source>Text recognition could not be started. Install the package tesseract-ocr again.</source>
        <translation>无法启动文字识别。请重新安装软件包 tesseract-ocr。</translation>
    </message>
    <message>
        <source>The picture is too large for text recognition.</source>
        <translation>图片过大，无法识别文字。</translation>
    </message>
    <message>
        <source>Text recognition took too long or failed.</source>
        <translation>文字识别超时或失败。</translation>
    </message>
    <message>
        <source>Text recognition failed on this picture.</source>
        <translation>此图片的文字识别失败。</translation>
    </message>
    <message>
        <source>The picture is too large to draw at this resolution.</source>
        <translation>图片过大，无法以此分辨率绘制。</translation>
    </message>
    <message>
        <source>The PDF is damaged and cannot be read. Repair it in the program that made it, or ask for another copy.</source>
        <translation>PDF 已损坏，无法读取。请用创建它的程序修复，或索取另一份副本。</translation>
    </message>
    <message>
        <source>The page takes too long to draw. Flatten or simplify it first.</source>
        <translation>页面绘制耗时过长。请先将其拼合或简化。</translation>
    </message>
    <message>
        <source>The PDF is protected by a password. Save a copy without the password and add that.</source>
        <translation>PDF 受密码保护。请另存一份无密码的副本再添加。</translation>
    </message>
    <message>
        <source>The page is too large to draw at this resolution.</source>
        <translation>页面过大，无法以此分辨率绘制。</translation>
    </message>
    <message>
        <source>There is not enough memory to draw the page.</source>
        <translation>内存不足，无法绘制页面。</translation>
    </message>
    <message>
        <source>The document has more pages than are read.</source>
        <translation>文档页数超出读取上限。</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Parts of the page are damaged and could not be read.</source>
        <translation>页面有部分内容已损坏，无法读取。</translation>
    </message>
    <message>
        <source>No page of the PDF can be read. Repair it in the program that made it, or ask for another copy.</source>
        <translation>PDF 的任何页面均无法读取。请用创建它的程序修复，或索取另一份副本。</translation>
    </message>
    <message>
        <source>The picture has more than 400 million pixels. Split or scale it first.</source>
        <translation>图片超过 4 亿像素。请先拆分或缩小。</translation>
    </message>
    <message>
        <source>The picture is damaged and cannot be read. Open it in the program that made it and save it again.</source>
        <translation>图片已损坏，无法读取。请用创建它的程序打开并重新保存。</translation>
    </message>
    <message>
        <source>This is no picture format that can be read. Supported are JPEG, PNG, GIF, BMP, TIFF, WebP and HEIC.</source>
        <translation>无法读取此图片格式。支持 JPEG、PNG、GIF、BMP、TIFF、WebP 和 HEIC。</translation>
    </message>
    <message>
        <source>The picture has no such page.</source>
        <translation>图片中没有此页。</translation>
    </message>
    <message>
        <source>There is not enough memory to open the picture.</source>
        <translation>内存不足，无法打开图片。</translation>
    </message>
    <message>
        <source>The pictures of the animation or collection have more than 2000 million pixels together. Split or scale it first.</source>
        <translation>动画或图片集的图片合计超过 20 亿像素。请先拆分或缩小。</translation>
    </message>
    <message numerus="yes">
        <source>The picture is an animation or collection of %n pictures; up to %1 are examined one by one. Convert it to a film, or split it.</source>
        <translation>
            <numerusform>此图片是含 %n 张图片的动画或图片集；逐张检查的上限为 %1 张。请将其转换为视频，或拆分。</numerusform>
        </translation>
    </message>
    <message>
        <source>metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>The list of pages is damaged.</source>
        <translation>页面列表已损坏。</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>The metadata block is damaged.</source>
        <translation>元数据块已损坏。</translation>
    </message>
    <message>
        <source>The file holds binary data, not text. Convert it to text or to one of the supported formats first.</source>
        <translation>文件内容是二进制数据，不是文本。请先转换为文本或其他受支持的格式。</translation>
    </message>
    <message>
        <source>The text cannot be written in its own encoding.</source>
        <translation>文本无法以其自身的编码写出。</translation>
    </message>
    <message>
        <source>encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>The text is not written in Unicode, and too little of it tells in what: most likely %1 (%2 %). Names with letters beyond A to Z may have been missed. Save the file as UTF-8.</source>
        <translation>文本不是 Unicode 编码，内容又太少，无法确定是何种编码：最可能是 %1（%2%）。含有 A 至 Z 以外字母的姓名可能被漏掉。请将文件另存为 UTF-8。</translation>
    </message>
    <message numerus="yes">
        <source>%n damaged character(s)</source>
        <translation>
            <numerusform>%n 个损坏的字符</numerusform>
        </translation>
    </message>
    <message>
        <source>They are none of %1, in which the rest of the text is written.</source>
        <translation>其余文本以 %1 编码，而这些字符在该编码中无效。</translation>
    </message>
    <message>
        <source>The text is written in %1, in a way that cannot be written again. Save it as UTF-8 first.</source>
        <translation>文本以 %1 编码，但其写法无法原样重新写出。请先另存为 UTF-8。</translation>
    </message>
    <message>
        <source>The TIFF has more than %1 pages. Split it first.</source>
        <translation>TIFF 超过 %1 页。请先拆分。</translation>
    </message>
    <message>
        <source>The page is coded in a way that cannot be read (such as raw camera data or floating point). Convert it to ordinary colours first.</source>
        <translation>页面的编码方式无法读取（如相机原始数据或浮点数）。请先转换为普通颜色。</translation>
    </message>
</context>
<context>
    <name>redoubt::media</name>
    <message>
        <source>There is not enough memory to go on. Close other programs or process the file alone.</source>
        <translation>内存不足，无法继续。请关闭其他程序，或单独处理此文件。</translation>
    </message>
    <message>
        <source>The file uses a format that is not supported here.</source>
        <translation>文件使用了此处不支持的格式。</translation>
    </message>
    <message>
        <source>The file is damaged or cut off and cannot be played. Obtain another copy of it.</source>
        <translation>文件已损坏或被截断，无法播放。请获取另一份副本。</translation>
    </message>
    <message>
        <source>The file has no audio stream number %1.</source>
        <translation>文件没有编号为 %1 的音频流。</translation>
    </message>
    <message>
        <source>Sound of the kind “%1” cannot be decoded here.</source>
        <translation>此处无法解码“%1”类型的声音。</translation>
    </message>
    <message>
        <source>The sound stream %1 has no sensible sample rate or number of channels.</source>
        <translation>音频流 %1 的采样率或声道数不合理。</translation>
    </message>
    <message>
        <source>The file is no sound or video in a format that is known here.</source>
        <translation>文件不是此处支持的音频或视频格式。</translation>
    </message>
    <message>
        <source>The file has more than %1 streams.</source>
        <translation>文件的流超过 %1 个。</translation>
    </message>
    <message>
        <source>The picture of %1 × %2 is larger than can be processed safely.</source>
        <translation>%1 × %2 的画面过大，无法安全处理。</translation>
    </message>
    <message>
        <source>The file has neither sound nor video in it.</source>
        <translation>文件中既没有声音也没有视频。</translation>
    </message>
    <message>
        <source>The file has no video stream number %1.</source>
        <translation>文件没有编号为 %1 的视频流。</translation>
    </message>
    <message>
        <source>The video has more frames than can be handled.</source>
        <translation>视频帧数超出处理上限。</translation>
    </message>
    <message>
        <source>The video has no pictures. Use the original program of the recorder, or convert the file first.</source>
        <translation>视频中没有画面。请使用录制设备的原配程序，或先转换文件。</translation>
    </message>
    <message>
        <source>The picture at this time cannot be decoded: the file is damaged there. Step on to the next picture.</source>
        <translation>此时间的画面无法解码：文件在该处已损坏。请前进到下一帧画面。</translation>
    </message>
    <message>
        <source>The video has no picture that can be decoded.</source>
        <translation>视频中没有可解码的画面。</translation>
    </message>
    <message>
        <source>Video of the kind “%1” cannot be decoded here.</source>
        <translation>此处无法解码“%1”类型的视频。</translation>
    </message>
</context>
<context>
    <name>redoubt::medium</name>
    <message>
        <source>There is no picture here.</source>
        <translation>此处没有画面。</translation>
    </message>
    <message>
        <source>Files of the kind &quot;%1&quot; cannot be examined yet.</source>
        <translation>尚不能检查“%1”类文件。</translation>
    </message>
    <message>
        <source>Files of the kind “%1” cannot be redacted yet; the original stays sealed in the vault.</source>
        <translation>尚不能对“%1”类文件脱敏；原件仍封存在保管库中。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件为空。</translation>
    </message>
</context>
<context>
    <name>redoubt::redact</name>
    <message>
        <source>The case has no such item.</source>
        <translation>案件中没有此项目。</translation>
    </message>
    <message>
        <source>“%1”: the profile “%2” requires a reason on every mark, and a mark of type “%3” has none. Choose a reason for it, or give the type one in the profile.</source>
        <translation>“%1”：方案“%2”要求每处标记都有理由，而有一处“%3”类型的标记没有理由。请为其选择理由，或在方案中为该类型指定理由。</translation>
    </message>
    <message>
        <source>Sound with %1 channels at %2 Hz cannot be encoded.</source>
        <translation>无法编码 %1 声道、%2 Hz 的声音。</translation>
    </message>
    <message>
        <source>The sound changes its number of channels on the way. Convert the file first.</source>
        <translation>声音的声道数中途改变。请先转换文件。</translation>
    </message>
    <message>
        <source>The sound has a gap of more than %1 hours. Its times are damaged.</source>
        <translation>声音中有超过 %1 小时的间断。其时间信息已损坏。</translation>
    </message>
    <message>
        <source>The picture is in a format that cannot be written again.</source>
        <translation>图片的格式无法重新写出。</translation>
    </message>
    <message>
        <source>A mark lies outside of the picture. Analyse the file again.</source>
        <translation>有标记位于图片之外。请重新分析该文件。</translation>
    </message>
    <message>
        <source>Colours were reduced to 8 bits per channel.</source>
        <translation>颜色已降为每通道 8 位。</translation>
    </message>
    <message>
        <source>The HEIC picture was written as JPEG.</source>
        <translation>HEIC 图片已写出为 JPEG。</translation>
    </message>
    <message>
        <source>The picture was written as PNG.</source>
        <translation>图片已写出为 PNG。</translation>
    </message>
    <message numerus="yes">
        <source>%n further picture(s) inside the file that viewers do not show as such (previews, depth or gain maps) were left out.</source>
        <translation>
            <numerusform>已略去文件中看图程序不会单独显示的其他 %n 张图片（预览图、深度图或增益图）。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) behind the end of the picture were left out.</source>
        <translation>
            <numerusform>已略去图片末尾之后的 %n 字节。</numerusform>
        </translation>
    </message>
    <message>
        <source>The list of pages is damaged: what lies behind page %1 could not be read and was left out.</source>
        <translation>页面列表已损坏：第 %1 页之后的内容无法读取，已略去。</translation>
    </message>
    <message>
        <source>The animation was written as animated PNG.</source>
        <translation>动画已写出为 APNG（动态 PNG）。</translation>
    </message>
    <message>
        <source>The pictures of the file were written as pages of a TIFF.</source>
        <translation>文件中的图片已写出为 TIFF 的各页。</translation>
    </message>
    <message>
        <source>The picture could not be written.</source>
        <translation>无法写出图片。</translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s) of subtitles, data or cover pictures were left out.</source>
        <translation>
            <numerusform>已略去 %n 个字幕、数据或封面图片流。</numerusform>
        </translation>
    </message>
    <message>
        <source>None of the file&apos;s streams can be decoded here.</source>
        <translation>此处无法解码该文件的任何流。</translation>
    </message>
    <message>
        <source>Video stream %1 was left out, since nothing in it was marked.</source>
        <translation>视频流 %1 中没有任何标记，已略去。</translation>
    </message>
    <message>
        <source>Video stream %1 cannot be decoded and was left out.</source>
        <translation>视频流 %1 无法解码，已略去。</translation>
    </message>
    <message>
        <source>Sound stream %1 cannot be decoded or encoded and was left out.</source>
        <translation>音频流 %1 无法解码或编码，已略去。</translation>
    </message>
    <message>
        <source>Mark %1 lies in stream %2, which is no video of this file.</source>
        <translation>第 %1 个标记位于流 %2，而该流不是此文件的视频。</translation>
    </message>
    <message>
        <source>Mark %1 lies in stream %2, which is no sound of this file.</source>
        <translation>第 %1 个标记位于流 %2，而该流不是此文件的声音。</translation>
    </message>
    <message>
        <source>Mark %1 covers nothing that is in the file. Correct its time and place, or remove it.</source>
        <translation>第 %1 个标记未覆盖文件中的任何内容。请更正其时间和位置，或将其移除。</translation>
    </message>
    <message>
        <source>Video was re-encoded from %1 to %2.</source>
        <translation>视频已从 %1 重新编码为 %2。</translation>
    </message>
    <message>
        <source>The pictures of video stream %1 were converted to another colour format, since their own cannot be encoded at this size.</source>
        <translation>视频流 %1 的画面已转换为其他颜色格式，因为原格式无法以此尺寸编码。</translation>
    </message>
    <message numerus="yes">
        <source>%n damaged frame(s) were blackened as a whole.</source>
        <translation>
            <numerusform>%n 个损坏的帧已整帧涂黑。</numerusform>
        </translation>
    </message>
    <message>
        <source>Sound was re-encoded from %1 to %2.</source>
        <translation>声音已从 %1 重新编码为 %2。</translation>
    </message>
    <message>
        <source>Sound was resampled from %1 Hz to %2 Hz.</source>
        <translation>声音已从 %1 Hz 重采样为 %2 Hz。</translation>
    </message>
    <message>
        <source>Pixelated areas can sometimes be recognised again; a solid fill cannot.</source>
        <translation>马赛克区域有时仍可被辨认；纯色填充则不会。</translation>
    </message>
    <message>
        <source>The pictures of video stream %1 were converted to 8 bits and 4:2:0, which every player shows.</source>
        <translation>视频流 %1 的画面已转换为 8 位 4:2:0，各种播放器均可显示。</translation>
    </message>
    <message>
        <source>Sound was re-encoded from %1 to %2, which every player plays.</source>
        <translation>声音已从 %1 重新编码为 %2，各种播放器均可播放。</translation>
    </message>
    <message>
        <source>The source ends early: it is damaged or was cut off, and what could not be read is missing here, too.</source>
        <translation>源文件提前结束：已损坏或被截断，无法读取的部分在此同样缺失。</translation>
    </message>
    <message>
        <source>The video stream %1 cannot be decoded.</source>
        <translation>视频流 %1 无法解码。</translation>
    </message>
    <message>
        <source>The pictures of video stream %1 are of a kind that cannot be encoded.</source>
        <translation>视频流 %1 的画面类型无法编码。</translation>
    </message>
    <message>
        <source>The picture changes its size at %1 s. Split the video there and redact the parts.</source>
        <translation>画面尺寸在 %1 秒处改变。请在该处拆分视频，再分别脱敏。</translation>
    </message>
    <message>
        <source>The PDF is a dynamic XFA form, whose pages exist only inside Adobe&apos;s own programs. Print it to a new PDF there and add that.</source>
        <translation>此 PDF 是动态 XFA 表单，其页面仅存在于 Adobe 自己的程序中。请在其中打印为新 PDF 再添加。</translation>
    </message>
    <message numerus="yes">
        <source>A mark lies on page %1, but the document has %n page(s).</source>
        <translation>
            <numerusform>有标记位于第 %1 页，但文档只有 %n 页。</numerusform>
        </translation>
    </message>
    <message>
        <source>A mark on page %1 has no size.</source>
        <translation>第 %1 页上有标记没有大小。</translation>
    </message>
    <message>
        <source>The structure of the PDF is damaged. Every page was turned into a picture.</source>
        <translation>PDF 的结构已损坏。所有页面均已转换为图片。</translation>
    </message>
    <message>
        <source>The PDF could not be written. Print it to a new PDF and add that.</source>
        <translation>无法写出 PDF。请将其打印为新 PDF 再添加。</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) were turned into pictures.</source>
        <translation>
            <numerusform>%n 页已转换为图片。</numerusform>
        </translation>
    </message>
    <message>
        <source>A mark does not fit the text. Analyse the file again.</source>
        <translation>有标记与文本不符。请重新分析该文件。</translation>
    </message>
    <message>
        <source>FFmpeg on this computer has no “%1” encoder. Install a complete build of FFmpeg.</source>
        <translation>本机的 FFmpeg 没有“%1”编码器。请安装完整版 FFmpeg。</translation>
    </message>
    <message>
        <source>Pictures of this size or kind cannot be encoded (%1 × %2).</source>
        <translation>无法编码此尺寸或类型的画面（%1 × %2）。</translation>
    </message>
    <message>
        <source>A mark was not applied. Analyse the file again.</source>
        <translation>有一个标记未能应用。请重新分析该文件。</translation>
    </message>
</context>
<context>
    <name>redoubt::release</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>%1×%2 pixels at %3, %4</source>
        <translation>%1×%2 像素，位于 %3, %4</translation>
    </message>
    <message>
        <source>stream %1, %2</source>
        <translation>流 %1，%2</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>第 %1 页</translation>
    </message>
    <message>
        <source>page %1, %2×%3 at %4, %5</source>
        <translation>第 %1 页，%2×%3，位于 %4, %5</translation>
    </message>
    <message>
        <source>characters %1 to %2</source>
        <translation>第 %1 至 %2 个字符</translation>
    </message>
    <message>
        <source>1 area</source>
        <translation>1 个区域</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n 帧</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message numerus="yes">
        <source>%n area(s)</source>
        <translation>
            <numerusform>%n 个区域</numerusform>
        </translation>
    </message>
    <message>
        <source>1 field</source>
        <translation>1 个字段</translation>
    </message>
    <message>
        <source>1 place</source>
        <translation>1 处</translation>
    </message>
    <message>
        <source>in the text</source>
        <translation>文本中</translation>
    </message>
    <message>
        <source>row %1, cell %2</source>
        <translation>第 %1 行，第 %2 个单元格</translation>
    </message>
    <message>
        <source>line %1, character %2</source>
        <translation>第 %1 行，第 %2 个字符</translation>
    </message>
    <message>
        <source>no output</source>
        <translation>无输出</translation>
    </message>
    <message>
        <source>The release cannot be signed: only who holds the passphrase of the case may release.</source>
        <translation>无法为发布签名：只有持有案件口令的人才能发布。</translation>
    </message>
    <message>
        <source>Verification found content that should be gone (%1). No output was written; look at the item and add marks, or redact whole pages or the whole frame.</source>
        <translation>验证发现了应已去除的内容（%1）。未写出任何输出；请查看该项目并添加标记，或对整页或整个画面脱敏。</translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the original were not examined for what should be redacted</source>
        <translation>
            <numerusform>原件有 %n 处未检查是否需要脱敏</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is sealed in the vault, but its kind (%2) cannot be redacted yet.</source>
        <translation>“%1”已封存在保管库中，但尚不能对其类型（%2）脱敏。</translation>
    </message>
    <message>
        <source>the name of the output holds withheld text</source>
        <translation>输出的名称中有应隐去的文本</translation>
    </message>
    <message>
        <source>the name of the output holds nothing withheld</source>
        <translation>输出的名称中没有应隐去的内容</translation>
    </message>
    <message>
        <source>The name of the file holds withheld words and was replaced; the original has it.</source>
        <translation>文件名含有应隐去的词语，已被替换；原件仍保留原名。</translation>
    </message>
    <message>
        <source>Redacting it was begun twice and never finished, so it was left aside this time. The next release tries it again.</source>
        <translation>脱敏已开始过两次但均未完成，此次予以搁置。下次发布时会再次尝试。</translation>
    </message>
    <message>
        <source>released, verified</source>
        <translation>已发布，已通过验证</translation>
    </message>
    <message>
        <source>released, verification incomplete</source>
        <translation>已发布，验证不完整</translation>
    </message>
    <message>
        <source>withheld: leak found</source>
        <translation>已扣留：发现泄露</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>not supported</source>
        <translation>不支持</translation>
    </message>
    <message>
        <source>clean</source>
        <translation>未发现泄露</translation>
    </message>
    <message>
        <source>leak</source>
        <translation>泄露</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>released</source>
        <translation>已发布</translation>
    </message>
    <message>
        <source>withheld</source>
        <translation>已扣留</translation>
    </message>
    <message>
        <source>not released</source>
        <translation>未发布</translation>
    </message>
    <message>
        <source>marks</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>seen by no person</source>
        <translation>未经人工查看</translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) were proposed by the program and applied without a person having looked at them.</source>
        <translation>
            <numerusform>%n 处标记由程序提出，未经人工查看即已应用。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Parts of %n file(s) could not be examined; they are listed below.</source>
        <translation>
            <numerusform>%n 个文件有部分内容未能检查；详见下文。</numerusform>
        </translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Nothing was redacted in this file.</source>
        <translation>此文件未做任何脱敏。</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>决定者</translation>
    </message>
    <message numerus="yes">
        <source>%n more row(s) are in log.csv.</source>
        <translation>
            <numerusform>另有 %n 行，见 log.csv。</numerusform>
        </translation>
    </message>
    <message>
        <source>released SHA-256</source>
        <translation>发布件 SHA-256</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Not examined</source>
        <translation>未检查</translation>
    </message>
    <message numerus="yes">
        <source>How the output was attacked (%n check(s))</source>
        <translation>
            <numerusform>输出的攻击检验（%n 项）</numerusform>
        </translation>
    </message>
    <message>
        <source>Release %1</source>
        <translation>发布 %1</translation>
    </message>
    <message>
        <source>Profile “%1” · %2 UTC · %3</source>
        <translation>方案“%1” · %2 UTC · %3</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>来源信息</translation>
    </message>
    <message>
        <source>Detectors</source>
        <translation>检测器</translation>
    </message>
    <message>
        <source>Vault</source>
        <translation>保管库</translation>
    </message>
    <message>
        <source>Custody log at this release</source>
        <translation>本次发布时的保管链日志</translation>
    </message>
    <message>
        <source>The originals are sealed in originals.rvault. Every mark is listed in log.csv; hashes and checks are in release.json.</source>
        <translation>原件封存在 originals.rvault 中。log.csv 列出每处标记；哈希值和检验结果见 release.json。</translation>
    </message>
    <message>
        <source>original, keyed fingerprint</source>
        <translation>原件指纹（带密钥）</translation>
    </message>
    <message>
        <source>The files were read in processes closed in by</source>
        <translation>读取文件的进程受以下隔离</translation>
    </message>
</context>
<context>
    <name>redoubt::text</name>
    <message>
        <source>The expression of the pattern &quot;%1&quot; is wrong at character %2. Correct the pattern pack.</source>
        <translation>模式“%1”的表达式在第 %2 个字符处有误。请更正模式包。</translation>
    </message>
    <message>
        <source>The trigger of the pattern &quot;%1&quot; is wrong: %2. Correct the pattern pack.</source>
        <translation>模式“%1”的触发条件有误：%2。请更正模式包。</translation>
    </message>
    <message>
        <source>The pattern &quot;%1&quot; lacks an id, a type, a trigger or an expression. Correct the pattern pack.</source>
        <translation>模式“%1”缺少 id、类型、触发条件或表达式。请更正模式包。</translation>
    </message>
    <message>
        <source>The pattern &quot;%1&quot; names the unknown validator &quot;%2&quot;. Correct the pattern pack.</source>
        <translation>模式“%1”指定了未知的校验器“%2”。请更正模式包。</translation>
    </message>
    <message>
        <source>The pattern pack is not valid JSON: %1.</source>
        <translation>模式包不是有效的 JSON：%1。</translation>
    </message>
    <message>
        <source>The pattern pack has a format that this version does not know.</source>
        <translation>此版本不支持该模式包的格式。</translation>
    </message>
    <message>
        <source>The pattern &quot;%1&quot; stands twice in the pattern pack.</source>
        <translation>模式“%1”在模式包中出现两次。</translation>
    </message>
</context>
<context>
    <name>redoubt::ui</name>
    <message>
        <source>%1 seconds</source>
        <extracomment>A point in time read aloud: &quot;4.2 seconds&quot;</extracomment>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 minutes %2</source>
        <extracomment>A point in time read aloud: &quot;4 minutes 12&quot;</extracomment>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>Spoken: %1</source>
        <extracomment>Something said aloud, with what it is: &quot;Spoken: Phone number&quot;</extracomment>
        <translation>口述：%1</translation>
    </message>
    <message>
        <source>In the picture: %1</source>
        <extracomment>Something read in a picture, with what it is: &quot;In the picture: E-mail address&quot;</extracomment>
        <translation>画面中：%1</translation>
    </message>
    <message>
        <source>Hidden: %1</source>
        <extracomment>Something that is in a file without being seen: &quot;Hidden: Person&apos;s name&quot;</extracomment>
        <translation>隐藏：%1</translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>第 %1 页</translation>
    </message>
    <message>
        <source>characters %1 to %2</source>
        <translation>第 %1 至 %2 个字符</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>drawn by a person</source>
        <translation>人工绘制</translation>
    </message>
    <message>
        <source>score %1</source>
        <translation>得分 %1</translation>
    </message>
    <message>
        <source>reason %1</source>
        <translation>理由 %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>Words that were found, then their place: &quot;Jane Roe · page 2&quot;</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Drawn by hand</source>
        <translation>手动绘制</translation>
    </message>
    <message>
        <source>Marked sound</source>
        <translation>已标记的声音</translation>
    </message>
    <message>
        <source>Spoken</source>
        <translation>口述内容</translation>
    </message>
    <message>
        <source>Voice, channel %1</source>
        <translation>人声，声道 %1</translation>
    </message>
    <message>
        <source>Shots</source>
        <translation>镜头</translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation>波形</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>间断</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>已查看</translation>
    </message>
    <message>
        <source>%1 · keep</source>
        <extracomment>Label of a kept mark on the canvas: &quot;R. Alvarez · keep&quot;</extracomment>
        <translation>%1 · 保留</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>Label of a proposal on the canvas: type and score, &quot;Face 0.81&quot;</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Moved the mark by %1, %2 points</source>
        <translation>标记已移动 %1, %2 点</translation>
    </message>
    <message>
        <source>Moved the mark by %1, %2 pixels</source>
        <translation>标记已移动 %1, %2 像素</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>candidate</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>redact</source>
        <translation>脱敏</translation>
    </message>
    <message>
        <source>kept by the profile</source>
        <translation>按方案保留</translation>
    </message>
    <message>
        <source>Too easy to guess. Use several words that do not belong together.</source>
        <translation>太容易猜到。请使用多个互不相关的词。</translation>
    </message>
    <message>
        <source>Weak. A few more words make it much harder to guess.</source>
        <translation>弱。再加几个词会难猜得多。</translation>
    </message>
    <message>
        <source>Fair. One more word makes it strong.</source>
        <translation>中等。再加一个词即为强口令。</translation>
    </message>
    <message>
        <source>Strong.</source>
        <translation>强。</translation>
    </message>
    <message>
        <source>pages %1 of %2</source>
        <extracomment>Seen: &quot;pages 3.5 of 12&quot;</extracomment>
        <translation>%1/%2 页</translation>
    </message>
    <message>
        <source>minutes %1 of %2</source>
        <extracomment>Seen: &quot;minutes 1:30 of 4:00&quot;</extracomment>
        <translation>时长 %1/%2</translation>
    </message>
    <message>
        <source>characters %1 of %2</source>
        <extracomment>Seen: &quot;characters 800 of 3,200&quot;</extracomment>
        <translation>%1/%2 个字符</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::CanvasView</name>
    <message>
        <source>Picture with marks</source>
        <translation>带标记的图片</translation>
    </message>
    <message numerus="yes">
        <source>%n mark(s) here</source>
        <translation>
            <numerusform>此处有 %n 处标记</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>已选中 %n 处</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>redoubt::ui::CaseJobs</name>
    <message>
        <source>Sealing files</source>
        <translation>正在封存文件</translation>
    </message>
    <message>
        <source>Analysing %1</source>
        <translation>正在分析 %1</translation>
    </message>
    <message>
        <source>Not all files are in the case. %1</source>
        <translation>并非所有文件都已加入案件。%1</translation>
    </message>
    <message>
        <source>Add the rest</source>
        <translation>添加其余文件</translation>
    </message>
    <message>
        <source>Not in the case: %1. %2</source>
        <translation>未加入案件：%1。%2</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The analysis could not be kept. %1</source>
        <translation>无法保存分析结果。%1</translation>
    </message>
    <message numerus="yes">
        <source>%n sealed file(s) are not named in the journal of this case: it was closed in the middle of adding them, or its journal lost rows or is an older one. They are kept. Add the same files again, or take them back without their names.</source>
        <translation>
            <numerusform>有 %n 个封存文件未列入本案件的日志：可能是添加过程中案件被关闭，也可能是日志丢失了记录或是较旧的日志。这些文件仍会保留。请重新添加相同的文件，或不带名称取回。</numerusform>
        </translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>取回</translation>
    </message>
    <message>
        <source>Taking sealed files back</source>
        <translation>正在取回封存文件</translation>
    </message>
    <message>
        <source>Analysing files</source>
        <translation>正在分析文件</translation>
    </message>
    <message numerus="yes">
        <source>Analysing %n file(s)</source>
        <translation>
            <numerusform>正在分析 %n 个文件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>redoubt::ui::CaseLayout</name>
    <message>
        <source>Show the files</source>
        <translation>显示文件</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::CaseModel</name>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1，%2，%3</translation>
    </message>
    <message>
        <source>%1, part of %2, %3, %4</source>
        <translation>%1，%2 的一部分，%3，%4</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::CasePage</name>
    <message>
        <source>Add files</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>Analyse</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Release…</source>
        <translation>发布…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>撤销：%1</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>重做：%1</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原件</translation>
    </message>
    <message>
        <source>The original with all marks</source>
        <translation>原件及全部标记</translation>
    </message>
    <message>
        <source>Exactly what the release will show</source>
        <translation>与发布结果完全一致</translation>
    </message>
    <message>
        <source>The original, nothing over it</source>
        <translation>原件，不叠加任何内容</translation>
    </message>
    <message>
        <source>Vault sealed · every step is saved</source>
        <translation>保管库已封存 · 每一步均已保存</translation>
    </message>
    <message>
        <source>? keys</source>
        <translation>? 快捷键</translation>
    </message>
    <message>
        <source>Undecided %1 of %2</source>
        <translation>待决定 %1/%2</translation>
    </message>
    <message>
        <source>Add files first.</source>
        <translation>请先添加文件。</translation>
    </message>
    <message>
        <source>The analysis is still running.</source>
        <translation>分析仍在进行。</translation>
    </message>
    <message>
        <source>Add files to the case</source>
        <translation>将文件添加到案件</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Add a folder to the case</source>
        <translation>将文件夹添加到案件</translation>
    </message>
    <message>
        <source>What is looked for, what is withheld by itself, and for which reasons</source>
        <translation>查找哪些内容、自动对哪些内容脱敏，以及采用哪些理由</translation>
    </message>
    <message>
        <source>Nothing to see yet</source>
        <extracomment>What persons looked at, read and heard: &quot;Seen: pages 3 of 12 · minutes 1:30 of 4:00&quot;</extracomment>
        <translation>暂无可查看的内容</translation>
    </message>
    <message>
        <source>Seen: %1</source>
        <translation>已查看：%1</translation>
    </message>
    <message>
        <source>Profile: %1 · Reasons: %2</source>
        <translation>方案：%1 · 理由：%2</translation>
    </message>
    <message>
        <source>Profile: %1 · No reasons</source>
        <translation>方案：%1 · 无理由</translation>
    </message>
    <message>
        <source>Files of this case were not examined under the profile that is chosen now.</source>
        <translation>本案件中有文件未按当前所选方案检查。</translation>
    </message>
    <message>
        <source>Files are read in processes of their own, closed in by: %1</source>
        <translation>文件在独立进程中读取，隔离措施：%1</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::CaseTree</name>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>analysing, %1 %</source>
        <translation>正在分析，%1%</translation>
    </message>
    <message numerus="yes">
        <source>%n undecided</source>
        <translation>
            <numerusform>%n 项待决定</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n undecided, parts not examined</source>
        <translation>
            <numerusform>%n 项待决定，部分内容未检查</numerusform>
        </translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>已审阅</translation>
    </message>
    <message>
        <source>not examined</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>parts not examined</source>
        <translation>部分内容未检查</translation>
    </message>
    <message>
        <source>cannot be redacted</source>
        <translation>无法脱敏</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Files of the case</source>
        <translation>案件中的文件</translation>
    </message>
    <message>
        <source>Nothing here yet.
Drop files or folders anywhere in the window, or press Ctrl+O.</source>
        <translation>这里还没有内容。
请将文件或文件夹拖放到窗口任意位置，或按 Ctrl+O。</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>下一个文件</translation>
    </message>
    <message>
        <source>Previous file</source>
        <translation>上一个文件</translation>
    </message>
    <message>
        <source>Analyse this file again</source>
        <translation>重新分析此文件</translation>
    </message>
    <message>
        <source>decided, %1 % seen</source>
        <translation>已决定，已查看 %1%</translation>
    </message>
    <message>
        <source>could not be examined</source>
        <translation>无法检查</translation>
    </message>
    <message>
        <source>Remove this file from the case</source>
        <translation>将此文件移出案件</translation>
    </message>
    <message>
        <source>Skip this file</source>
        <translation>跳过此文件</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::Everywhere</name>
    <message>
        <source>Redact the same text everywhere</source>
        <translation>在所有位置对相同文字脱敏</translation>
    </message>
    <message>
        <source>Select a mark with text first: it is then redacted everywhere in the case.</source>
        <translation>请先选择一个带文字的标记：该文字将在整个案件中脱敏。</translation>
    </message>
    <message>
        <source>What you marked is written in other places of the case too. A release is withheld while it can be read in the same file.</source>
        <translation>您标记的内容在案件的其他位置也有出现。只要在同一文件中仍可读到，该文件就不会发布。</translation>
    </message>
    <message>
        <source>Mark all of them</source>
        <translation>全部标记</translation>
    </message>
    <message>
        <source>This mark has no text that could be looked for.</source>
        <translation>此标记没有可供查找的文字。</translation>
    </message>
    <message>
        <source>Looking for the same text</source>
        <translation>正在查找相同文字</translation>
    </message>
    <message>
        <source>The text stands nowhere else in the case.</source>
        <translation>案件中没有其他位置出现该文字。</translation>
    </message>
    <message numerus="yes">
        <source>%n more place(s) are marked now.</source>
        <translation>
            <numerusform>现已再标记 %n 处。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %n file(s) could not be searched; look through them.</source>
        <translation>
            <numerusform>%1 有 %n 个文件无法搜索，请自行检查。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>redoubt::ui::FindingsPanel</name>
    <message>
        <source>Search the findings</source>
        <translation>搜索检出项</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Filter and order</source>
        <translation>筛选和排序</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>检出项</translation>
    </message>
    <message>
        <source>Decide all shown…</source>
        <translation>决定所有显示的项…</translation>
    </message>
    <message>
        <source>In order of place</source>
        <translation>按位置排序</translation>
    </message>
    <message>
        <source>Riskiest first</source>
        <translation>风险最高的在前</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>所有类型</translation>
    </message>
    <message>
        <source>Where it was read</source>
        <translation>读取来源</translation>
    </message>
    <message>
        <source>Anywhere</source>
        <translation>任意来源</translation>
    </message>
    <message>
        <source>Seen or heard, no text</source>
        <translation>画面或声音，非文本</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>In pictures</source>
        <translation>图片中</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>语音</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>Hidden parts</source>
        <translation>隐藏部分</translation>
    </message>
    <message>
        <source>Findings of the whole case</source>
        <translation>整个案件的检出项</translation>
    </message>
    <message>
        <source>Go on to the next after deciding</source>
        <translation>决定后转到下一项</translation>
    </message>
    <message>
        <source>Redact all</source>
        <translation>全部脱敏</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>全部保留</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Redact</source>
        <translation>脱敏</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Take the decision back</source>
        <translation>撤回决定</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>下一个检出项</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>上一个检出项</translation>
    </message>
    <message>
        <source>Next undecided finding</source>
        <translation>下一个待决定的检出项</translation>
    </message>
    <message>
        <source>Previous undecided finding</source>
        <translation>上一个待决定的检出项</translation>
    </message>
    <message>
        <source>Remove the mark</source>
        <translation>移除标记</translation>
    </message>
    <message>
        <source>Reason %1</source>
        <extracomment>A key of the keyboard that withholds a mark for a reason: &quot;Reason (b)(6)&quot;</extracomment>
        <translation>理由 %1</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>待决定</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Brief</source>
        <translation>短暂</translation>
    </message>
    <message>
        <source>Tiny</source>
        <translation>极小</translation>
    </message>
    <message>
        <source>This page</source>
        <translation>本页</translation>
    </message>
    <message>
        <source>This frame</source>
        <translation>当前帧</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>A bin of findings and how many are in it: &quot;Undecided 14&quot;</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>Decide the %n finding(s) of this list in one step?</source>
        <translation>
            <numerusform>一次决定此列表中的 %n 个检出项？</numerusform>
        </translation>
    </message>
    <message>
        <source>Add files to the case to see findings here.</source>
        <translation>将文件添加到案件后，检出项会显示在此处。</translation>
    </message>
    <message>
        <source>Nothing is undecided here.</source>
        <translation>此处没有待决定的项。</translation>
    </message>
    <message>
        <source>No finding fits this filter.</source>
        <translation>没有符合筛选条件的检出项。</translation>
    </message>
    <message>
        <source>This file has not been analysed yet. Analyse it, or draw marks yourself.</source>
        <translation>此文件尚未分析。请进行分析，或自行绘制标记。</translation>
    </message>
    <message>
        <source>Nothing was looked for in this file, by its profile. Look through it, and draw marks where something is to be removed.</source>
        <translation>按照方案，未在此文件中查找任何内容。请通览文件，并在需要去除之处绘制标记。</translation>
    </message>
    <message>
        <source>The analysis found nothing in this file. Look through it, and draw marks where something was missed.</source>
        <translation>分析未在此文件中检出任何内容。请通览文件，并在遗漏处绘制标记。</translation>
    </message>
    <message>
        <source>%1 redact  %2 keep  1–9 reason  %3 next</source>
        <extracomment>Keys of the list: redact, keep, next, reasons; two blanks between them</extracomment>
        <translation>%1 脱敏  %2 保留  1–9 理由  %3 下一项</translation>
    </message>
    <message>
        <source>This file was not examined: nobody knows what is in it.</source>
        <translation>此文件未经检查：没有人知道其中有什么。</translation>
    </message>
    <message>
        <source>%1k</source>
        <extracomment>Thousands, shortened: &quot;1.2k&quot;, &quot;12k&quot;</extracomment>
        <translation>%1k</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::ItemView</name>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Mark selected text</source>
        <translation>标记所选文本</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>还没有文件</translation>
    </message>
    <message>
        <source>Drop files here, or press Ctrl+O to add files.</source>
        <translation>请将文件拖放到此处，或按 Ctrl+O 添加文件。</translation>
    </message>
    <message>
        <source>The file is sealed in the vault and not examined yet. It is shown when the analysis has described it.</source>
        <translation>文件已封存在保管库中，尚未检查。分析得出文件信息后即可显示。</translation>
    </message>
    <message>
        <source>Not examined: %1</source>
        <translation>未检查：%1</translation>
    </message>
    <message>
        <source>The original stays sealed in the vault. Convert the file to a common format and add that, or leave it out of the release.</source>
        <translation>原件仍封存在保管库中。请将文件转换为常见格式后再添加，或不将其纳入发布。</translation>
    </message>
    <message>
        <source>Files of this kind (%1) have no view here. Their findings are in the list.</source>
        <translation>此类文件（%1）无法在此查看。其检出项见列表。</translation>
    </message>
    <message>
        <source>The original stays sealed in the vault. When the cause is gone, choose “Analyse this file again” in the menu Case.</source>
        <translation>原件仍封存在保管库中。原因消除后，请在“案件”菜单中选择“重新分析此文件”。</translation>
    </message>
    <message>
        <source>The original stays sealed in the vault. To try again, choose “Analyse this file again” in the menu Case. Or convert the file to a common format and add that, or remove it from the case.</source>
        <translation>原件仍封存在保管库中。如要重试，请在“案件”菜单中选择“重新分析此文件”。也可将文件转换为常见格式后再添加，或将其移出案件。</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::JobMeter</name>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Cancel this work</source>
        <translation>取消此任务</translation>
    </message>
    <message>
        <source>Cancel this work; what is finished stays</source>
        <translation>取消此任务；已完成的部分会保留</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>redoubt::ui::KeysDialog</name>
    <message>
        <source>Use this key</source>
        <translation>使用此快捷键</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>无快捷键</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Search commands and keys</source>
        <translation>搜索命令和快捷键</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令及其快捷键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>New &amp;key:</source>
        <translation>新快捷键(&amp;K)：</translation>
    </message>
    <message>
        <source>New key of the chosen command</source>
        <translation>所选命令的新快捷键</translation>
    </message>
    <message>
        <source>All keys as they were at first</source>
        <translation>全部恢复默认快捷键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>“%1” has this key; it would lose it.</source>
        <translation>此快捷键已用于“%1”；设置后该命令将失去它。</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::LanesWidget</name>
    <message>
        <source>Timeline</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>No timeline for this file</source>
        <translation>此文件没有时间轴</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%n lane(s)</source>
        <translation>
            <numerusform>%n 条轨道</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s)</source>
        <translation>
            <numerusform>%n 处间断</numerusform>
        </translation>
    </message>
    <message>
        <source>The timeline shows after this file has been analysed.</source>
        <translation>分析此文件后显示时间轴。</translation>
    </message>
    <message>
        <source>Videos and recordings show their marks over time here.</source>
        <translation>视频和录音的标记会随时间显示在此处。</translation>
    </message>
    <message>
        <source>Frames between two marks of one person are not covered. Alt+N goes to the next gap; Join fills it.</source>
        <translation>同一人的两处标记之间有帧未被覆盖。按 Alt+N 转到下一处间断；用“合并”可将其填补。</translation>
    </message>
    <message>
        <source>Not examined: %1 (%2)</source>
        <translation>未检查：%1（%2）</translation>
    </message>
    <message>
        <source>What a person has watched or listened to</source>
        <translation>已有人观看或收听的部分</translation>
    </message>
    <message>
        <source>Lane %1: %2</source>
        <translation>轨道 %1：%2</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::MainWindow</name>
    <message>
        <source>&amp;Case</source>
        <translation>案件(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>查看(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Mark</source>
        <translation>标记(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>播放(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Subject</source>
        <translation>主体(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Release</source>
        <translation>发布(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Redoubt</source>
        <translation>Redoubt</translation>
    </message>
    <message>
        <source>New case…</source>
        <translation>新建案件…</translation>
    </message>
    <message>
        <source>Open case…</source>
        <translation>打开案件…</translation>
    </message>
    <message>
        <source>Close case</source>
        <translation>关闭案件</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>About Redoubt</source>
        <translation>关于 Redoubt</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>The language changes when Redoubt is started again.</source>
        <translation>重新启动 Redoubt 后切换语言。</translation>
    </message>
    <message>
        <source>Lock when idle</source>
        <translation>空闲时锁定</translation>
    </message>
    <message>
        <source>After 5 minutes</source>
        <translation>5 分钟后</translation>
    </message>
    <message>
        <source>After 15 minutes</source>
        <translation>15 分钟后</translation>
    </message>
    <message>
        <source>After an hour</source>
        <translation>1 小时后</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Open a case</source>
        <translation>打开案件</translation>
    </message>
    <message>
        <source>“%1” is not a case: it holds no file vault.hdr. Cases are folders whose names end with .redoubt.</source>
        <translation>“%1”不是案件：其中没有文件 vault.hdr。案件是名称以 .redoubt 结尾的文件夹。</translation>
    </message>
    <message>
        <source>%1 — Redoubt</source>
        <extracomment>The title of the window: the case, then the program</extracomment>
        <translation>%1 — Redoubt</translation>
    </message>
    <message>
        <source>Locked — Redoubt</source>
        <translation>已锁定 — Redoubt</translation>
    </message>
    <message>
        <source>&lt;b&gt;Redoubt %1&lt;/b&gt;&lt;p&gt;Finds and removes faces, voices and personal data in case files, and attacks its own output before it leaves.&lt;/p&gt;&lt;p&gt;Free software under the GNU Affero General Public License 3 or later. It opens no network connection.&lt;/p&gt;</source>
        <translation>&lt;b&gt;Redoubt %1&lt;/b&gt;&lt;p&gt;查找并去除案件文件中的人脸、人声和个人数据，并在结果发出前对其进行攻击检验。&lt;/p&gt;&lt;p&gt;自由软件，采用 GNU Affero 通用公共许可证第 3 版或更高版本。不建立任何网络连接。&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::MarkEditor</name>
    <message>
        <source>The frames of this video are still being read. Try again in a moment.</source>
        <translation>仍在读取此视频的帧。请稍后重试。</translation>
    </message>
    <message>
        <source>Nothing to split: select a mark and bring the playhead inside of it.</source>
        <translation>没有可拆分的内容：请选择一处标记，并将播放头移到其范围内。</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Nothing to join: select two or more marks of one lane.</source>
        <translation>没有可合并的内容：请在同一轨道上选择两处或更多标记。</translation>
    </message>
    <message>
        <source>Only marks of one person or thing can be joined. Attach both to a subject first if they show the same one.</source>
        <translation>只有同一人或同一物的标记才能合并。如果两者确为同一对象，请先将其关联到同一主体。</translation>
    </message>
    <message>
        <source>Pictures and sound cannot be joined into one mark.</source>
        <translation>画面和声音不能合并为一处标记。</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Nothing to trim: select a mark first.</source>
        <translation>没有可修剪的内容：请先选择一处标记。</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>修剪</translation>
    </message>
    <message>
        <source>Set an in and an out mark around the sound first (keys I and O).</source>
        <translation>请先在声音前后设置入点和出点（按键 I 和 O）。</translation>
    </message>
    <message>
        <source>This file has no sound.</source>
        <translation>此文件没有声音。</translation>
    </message>
    <message>
        <source>Silence sound</source>
        <translation>将声音静音</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::MediaPane</name>
    <message>
        <source>Video picture with marks</source>
        <translation>带标记的视频画面</translation>
    </message>
    <message>
        <source>Go to the start</source>
        <translation>转到开头</translation>
    </message>
    <message>
        <source>Play backward, then faster</source>
        <translation>倒放，再按加速</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>后退一帧</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>One frame on</source>
        <translation>前进一帧</translation>
    </message>
    <message>
        <source>Play forward, then faster</source>
        <translation>正放，再按加速</translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation>转到结尾</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Ten frames back</source>
        <translation>后退十帧</translation>
    </message>
    <message>
        <source>Ten frames on</source>
        <translation>前进十帧</translation>
    </message>
    <message>
        <source>A recording without pictures. Space plays it; the sound is drawn in the timeline below.</source>
        <translation>没有画面的录音。按空格键播放；声音波形显示在下方时间轴中。</translation>
    </message>
    <message>
        <source>This cannot be shown</source>
        <translation>无法显示此内容</translation>
    </message>
    <message>
        <source>%1×</source>
        <extracomment>Speed of the player: &quot;2×&quot;</extracomment>
        <translation>%1×</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Hear the sound as it will be released</source>
        <translation>收听发布后的声音效果</translation>
    </message>
    <message>
        <source>No sound device: playing silently</source>
        <translation>没有声音设备：无声播放</translation>
    </message>
    <message>
        <source>Repeat what is between the in and out marks, the selection, or everything</source>
        <translation>重复播放入点与出点之间的部分、所选内容或全部</translation>
    </message>
    <message>
        <source>Next sound track</source>
        <translation>下一条音轨</translation>
    </message>
    <message>
        <source>Next video track</source>
        <translation>下一条视频轨</translation>
    </message>
    <message>
        <source>video %1 of %2</source>
        <extracomment>Which of several video streams is shown: &quot;video 1 of 2&quot;</extracomment>
        <translation>视频 %1/%2</translation>
    </message>
    <message>
        <source>sound %1 of %2</source>
        <extracomment>Which of several sound streams is heard: &quot;sound 1 of 2&quot;</extracomment>
        <translation>声音 %1/%2</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::NoticeBar</name>
    <message>
        <source>… and %1 more</source>
        <translation>……还有 %1 条</translation>
    </message>
    <message>
        <source>Put this message away</source>
        <translation>收起此消息</translation>
    </message>
    <message>
        <source>Problems: %1</source>
        <translation>问题：%1</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Show the problems</source>
        <translation>显示问题</translation>
    </message>
    <message>
        <source>Hide the problems</source>
        <translation>隐藏问题</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::PagePane</name>
    <message>
        <source>Page with marks</source>
        <translation>带标记的页面</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>This cannot be shown</source>
        <translation>无法显示此内容</translation>
    </message>
    <message>
        <source>Not examined: %1 (%2)</source>
        <translation>未检查：%1（%2）</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::PageStrip</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::PlayerBar</name>
    <message>
        <source>Player</source>
        <translation>播放器</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>frame %1</source>
        <extracomment>Number of the frame shown, counted from 1</extracomment>
        <translation>第 %1 帧</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::PropertiesPanel</name>
    <message>
        <source>Select a finding to see where it comes from and to change how it is redacted.</source>
        <translation>选择检出项，可查看其来源并更改脱敏方式。</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>决定者</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>效果</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主体</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>理由</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n 个检出项</numerusform>
        </translation>
    </message>
    <message>
        <source>Drawn by a person</source>
        <translation>人工绘制</translation>
    </message>
    <message>
        <source>Machine: %1 %2</source>
        <translation>程序：%1 %2</translation>
    </message>
    <message>
        <source>Model %1</source>
        <translation>模型 %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>As the profile says (%1)</source>
        <translation>按方案（%1）</translation>
    </message>
    <message>
        <source>This can be undone by somebody with time and skill. Use it only where nobody is put at risk.</source>
        <translation>有时间和技术的人可以将其还原。仅在不会使任何人面临风险时使用。</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>无</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Only groups of faces, voices and things can be attached.</source>
        <translation>只能关联人脸、人声和物品的分组。</translation>
    </message>
    <message>
        <source>Add a subject in the Subjects tab first.</source>
        <translation>请先在“主体”选项卡中添加主体。</translation>
    </message>
    <message>
        <source>Attach to a subject</source>
        <translation>关联到主体</translation>
    </message>
    <message>
        <source>Moved or split by a person</source>
        <translation>经人工移动或拆分</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::ReleaseAssistant</name>
    <message>
        <source>Release</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>What leaves, and what is removed</source>
        <translation>发出哪些文件，去除哪些内容</translation>
    </message>
    <message>
        <source>Files of this release; uncheck one to leave it out</source>
        <translation>本次发布的文件；取消勾选即可排除</translation>
    </message>
    <message>
        <source>&amp;Profile and reasons</source>
        <translation>方案和理由(&amp;P)</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>输出文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Output &amp;folder</source>
        <translation>输出文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Recipients of the sealed originals</source>
        <translation>封存原件的接收方</translation>
    </message>
    <message>
        <source>Optional: public keys (redoubt1…), one a line, of those who may open the originals besides you</source>
        <translation>可选：除您之外可打开原件者的公钥（redoubt1…），每行一个</translation>
    </message>
    <message>
        <source>&amp;Recipients</source>
        <translation>接收方(&amp;R)</translation>
    </message>
    <message>
        <source>Back to the review</source>
        <translation>返回审阅</translation>
    </message>
    <message>
        <source>Redact, attack and release</source>
        <translation>脱敏、攻击检验并发布</translation>
    </message>
    <message>
        <source>Redacting, then attacking every copy</source>
        <translation>正在脱敏，随后对每个副本进行攻击检验</translation>
    </message>
    <message>
        <source>Progress of the release</source>
        <translation>发布进度</translation>
    </message>
    <message>
        <source>Finished files</source>
        <translation>已完成的文件</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Change and release again</source>
        <translation>修改后重新发布</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Where to write the release</source>
        <translation>发布结果的保存位置</translation>
    </message>
    <message>
        <source>Check at least one file.</source>
        <translation>请至少勾选一个文件。</translation>
    </message>
    <message>
        <source>Choose an output folder.</source>
        <translation>请选择输出文件夹。</translation>
    </message>
    <message>
        <source>The output folder holds files already. Choose a new one, so that old and new copies cannot be mixed up.</source>
        <translation>输出文件夹中已有文件。请另选新文件夹，以免新旧副本混淆。</translation>
    </message>
    <message numerus="yes">
        <source>%n marks will be removed</source>
        <translation>
            <numerusform>将去除 %n 处标记的内容</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %n files.</source>
        <translation>
            <numerusform>（涉及 %n 个文件）。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them nobody has decided; they are removed all the same, and the release says so.</source>
        <translation>
            <numerusform>其中 %n 处无人决定；仍会去除，并在发布报告中注明。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rest on the machine alone.</source>
        <translation>
            <numerusform>其中 %n 处仅由程序判定。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files cannot be redacted and yield no copy.</source>
        <translation>
            <numerusform>%n 个文件无法脱敏，不会生成副本。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 files done</source>
        <translation>已完成 %1/%2 个文件</translation>
    </message>
    <message>
        <source>Releasing</source>
        <translation>正在发布</translation>
    </message>
    <message>
        <source>%1: released and verified</source>
        <translation>%1：已发布并通过验证</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Cancelled. Files that were finished stay in the folder; the release has no report and was not recorded.</source>
        <translation>已取消。已完成的文件保留在文件夹中；本次发布没有报告，也未记录。</translation>
    </message>
    <message>
        <source>The release stopped: it has no report and was not recorded. %1</source>
        <translation>发布已中止：没有报告，也未被记录。%1</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::ReleasePlanModel</name>
    <message numerus="yes">
        <source>%n parts not examined</source>
        <translation>
            <numerusform>%n 处未检查</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1, %2 marks, %3 undecided, %4 by machine only</source>
        <translation>%1，%2 处标记，%3 项待决定，%4 处仅由程序判定</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>待决定</translation>
    </message>
    <message>
        <source>Machine only</source>
        <translation>仅程序判定</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>已查看</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::ReleaseResultView</name>
    <message>
        <source>released, clean</source>
        <translation>已发布，未发现泄露</translation>
    </message>
    <message>
        <source>withheld: leak found</source>
        <translation>已扣留：发现泄露</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>not redacted</source>
        <translation>未脱敏</translation>
    </message>
    <message>
        <source>clean</source>
        <translation>未发现泄露</translation>
    </message>
    <message>
        <source>leak</source>
        <translation>泄露</translation>
    </message>
    <message>
        <source>not complete</source>
        <translation>验证不完整</translation>
    </message>
    <message>
        <source>Show this place</source>
        <translation>显示此处</translation>
    </message>
    <message>
        <source>Results by file</source>
        <translation>各文件结果</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>The original at the place of the suspected leak</source>
        <translation>疑似泄露处的原件</translation>
    </message>
    <message>
        <source>Suspected leak</source>
        <translation>疑似泄露</translation>
    </message>
    <message numerus="yes">
        <source>Release %1: %n files released and verified clean.</source>
        <translation>
            <numerusform>发布 %1：%n 个文件已发布，经验证未发现泄露。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withheld because a leak was found: no copy of them was written.</source>
        <translation>
            <numerusform>%n 个文件因发现泄露而扣留：未写出其副本。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not released for another reason.</source>
        <translation>
            <numerusform>%n 个文件因其他原因未发布。</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is withheld in one place of this file and can be read in another. Go to the mark and redact the same text everywhere.</source>
        <translation>“%1”在此文件的一处已脱敏，但在另一处仍可读到。请转到该标记，并在所有位置对相同文字脱敏。</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::ReviewPanel</name>
    <message>
        <source>Review</source>
        <translation>审阅</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>检出项</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>主体</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Show the findings</source>
        <translation>显示检出项</translation>
    </message>
    <message>
        <source>Show the subjects</source>
        <translation>显示主体</translation>
    </message>
    <message>
        <source>Show the properties</source>
        <translation>显示属性</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::Session</name>
    <message>
        <source>%1 %2</source>
        <extracomment>A group of findings of one type, with its number: &quot;Face 2&quot;</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Take a decision back</source>
        <translation>撤回决定</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Found by %1</source>
        <extracomment>A finding of no type of its own, by the detector that proposed it</extracomment>
        <translation>由 %1 检出</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::StartPage</name>
    <message>
        <source>Redoubt</source>
        <translation>Redoubt</translation>
    </message>
    <message>
        <source>Review and redact video, sound, pictures, documents and text in one case. The originals stay sealed on this computer, and every copy is attacked before it leaves.</source>
        <translation>在同一案件中审阅视频、声音、图片、文档和文本并进行脱敏。原件始终封存在本机，每个副本在发出前都经过攻击检验。</translation>
    </message>
    <message>
        <source>Or drop files and folders anywhere in this window.</source>
        <translation>也可将文件和文件夹拖放到此窗口任意位置。</translation>
    </message>
    <message>
        <source>Recent cases</source>
        <translation>最近的案件</translation>
    </message>
    <message>
        <source>%1 (not found)</source>
        <translation>%1（未找到）</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::SubjectsPanel</name>
    <message>
        <source>third party</source>
        <translation>第三方</translation>
    </message>
    <message>
        <source>requester</source>
        <translation>请求人</translation>
    </message>
    <message>
        <source>staff</source>
        <translation>工作人员</translation>
    </message>
    <message>
        <source>minor</source>
        <translation>未成年人</translation>
    </message>
    <message>
        <source>Add the people of this case. Their names are searched for in every file, and one decision counts for all that is theirs.</source>
        <translation>添加本案件的人员。程序会在每个文件中搜索其姓名，一次决定即适用于属于此人的所有内容。</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>主体</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>去除</translation>
    </message>
    <message>
        <source>Names changed: analyse again to find them.</source>
        <translation>姓名已更改：请重新分析以查找。</translation>
    </message>
    <message>
        <source>Analyse again</source>
        <translation>重新分析</translation>
    </message>
    <message>
        <source>Names, one a line</source>
        <translation>姓名，每行一个</translation>
    </message>
    <message>
        <source>Numbers and addresses, one a line</source>
        <translation>号码和地址，每行一个</translation>
    </message>
    <message>
        <source>One name a line</source>
        <translation>每行一个姓名</translation>
    </message>
    <message>
        <source>Telephone, e-mail, case number…</source>
        <translation>电话、电子邮件、案件编号…</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Identifiers</source>
        <translation>标识信息</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Attached faces, voices and things</source>
        <translation>关联的人脸、人声和物品</translation>
    </message>
    <message>
        <source>Attached groups</source>
        <translation>关联的分组</translation>
    </message>
    <message>
        <source>Detach</source>
        <translation>取消关联</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>A subject and their role: &quot;R. Alvarez (requester)&quot;</extracomment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>No name</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Redact everywhere (%1)</source>
        <translation>全部脱敏（%1）</translation>
    </message>
    <message>
        <source>Keep everywhere (%1)</source>
        <translation>全部保留（%1）</translation>
    </message>
    <message>
        <source>Write at least one name.</source>
        <translation>请至少填写一个姓名。</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::TextPane</name>
    <message>
        <source>Part before</source>
        <translation>上一部分</translation>
    </message>
    <message>
        <source>Next part</source>
        <translation>下一部分</translation>
    </message>
    <message>
        <source>Text with marks</source>
        <translation>带标记的文本</translation>
    </message>
    <message>
        <source>A long text, shown in parts: characters %1 to %2 of %3.</source>
        <translation>文本较长，分部分显示：第 %1 至 %2 个字符，共 %3 个。</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::TimelineView</name>
    <message>
        <source>There is no further gap in this direction.</source>
        <translation>此方向上没有更多间断。</translation>
    </message>
    <message>
        <source>Split the mark at the playhead</source>
        <translation>在播放头处拆分标记</translation>
    </message>
    <message>
        <source>Join the selected marks</source>
        <translation>合并所选标记</translation>
    </message>
    <message>
        <source>Let the mark begin at the playhead</source>
        <translation>标记起点设为播放头</translation>
    </message>
    <message>
        <source>Let the mark end at the playhead</source>
        <translation>标记终点设为播放头</translation>
    </message>
    <message>
        <source>Set the in mark</source>
        <translation>设置入点</translation>
    </message>
    <message>
        <source>Set the out mark</source>
        <translation>设置出点</translation>
    </message>
    <message>
        <source>Clear in and out marks</source>
        <translation>清除入点和出点</translation>
    </message>
    <message>
        <source>Silence the sound between in and out</source>
        <translation>将入点和出点之间的声音静音</translation>
    </message>
    <message>
        <source>Next gap</source>
        <translation>下一处间断</translation>
    </message>
    <message>
        <source>Previous gap</source>
        <translation>上一处间断</translation>
    </message>
    <message>
        <source>Zoom the timeline in</source>
        <translation>放大时间轴</translation>
    </message>
    <message>
        <source>Zoom the timeline out</source>
        <translation>缩小时间轴</translation>
    </message>
    <message>
        <source>Show the whole time</source>
        <translation>显示全部时间</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>Scroll the timeline in time</source>
        <translation>沿时间滚动时间轴</translation>
    </message>
    <message>
        <source>Scroll the lanes</source>
        <translation>滚动轨道</translation>
    </message>
    <message>
        <source>Mark in the lane above</source>
        <translation>上一条轨道中的标记</translation>
    </message>
    <message>
        <source>Mark in the lane below</source>
        <translation>下一条轨道中的标记</translation>
    </message>
    <message>
        <source>Mark before in the lane</source>
        <translation>轨道中的上一个标记</translation>
    </message>
    <message>
        <source>Next mark in the lane</source>
        <translation>轨道中的下一个标记</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::Toast</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::UnlockPage</name>
    <message>
        <source>Name of the &amp;case</source>
        <translation>案件名称(&amp;C)</translation>
    </message>
    <message>
        <source>Folder for the case</source>
        <translation>案件所在文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the folder for the case</source>
        <translation>选择存放案件的文件夹</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>口令(&amp;P)</translation>
    </message>
    <message>
        <source>Passphrase once more</source>
        <translation>再次输入口令</translation>
    </message>
    <message>
        <source>Once &amp;more</source>
        <translation>再次输入(&amp;M)</translation>
    </message>
    <message>
        <source>redoubt1…</source>
        <translation>redoubt1…</translation>
    </message>
    <message>
        <source>Who holds the secret key that belongs to it can open the case when the passphrase is lost. “redoubt-cli vault keygen” makes such keys.</source>
        <translation>口令丢失时，持有对应私钥者可以打开案件。此类密钥由“redoubt-cli vault keygen”生成。</translation>
    </message>
    <message>
        <source>&amp;Recovery key of your organisation (optional)</source>
        <translation>贵组织的恢复密钥（可选）(&amp;R)</translation>
    </message>
    <message>
        <source>Strength of the passphrase</source>
        <translation>口令强度</translation>
    </message>
    <message>
        <source>Keep the passphrase in a safe place. Nobody can recover it: without it the originals in this case are lost.</source>
        <translation>请妥善保管口令。任何人都无法找回口令：没有口令，本案件的原件将永久丢失。</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>正在打开</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Make the case</source>
        <translation>创建案件</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>%1 is locked</source>
        <translation>%1 已锁定</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>The keys were wiped from memory. Give the passphrase to go on where you were.</source>
        <translation>密钥已从内存中清除。输入口令即可从上次的位置继续。</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>新建案件</translation>
    </message>
    <message>
        <source>A case is a folder that holds the originals, sealed, and everything you decide.</source>
        <translation>案件是一个文件夹，其中保存封存的原件和您的全部决定。</translation>
    </message>
    <message>
        <source>Give the case a name.</source>
        <translation>请为案件命名。</translation>
    </message>
    <message>
        <source>Choose a folder for the case.</source>
        <translation>请选择案件所在文件夹。</translation>
    </message>
    <message>
        <source>Choose a passphrase that is harder to guess.</source>
        <translation>请选择更难猜到的口令。</translation>
    </message>
    <message>
        <source>Type the same passphrase once more.</source>
        <translation>请再次输入相同的口令。</translation>
    </message>
    <message>
        <source>The recovery key is not a public key (redoubt1…), or has a typing error.</source>
        <translation>恢复密钥不是公钥（redoubt1…），或有输入错误。</translation>
    </message>
    <message>
        <source>This passphrase does not open the case. Look whether Caps Lock is on and which language the keyboard has, and type it again.</source>
        <translation>此口令无法打开案件。请检查大写锁定是否开启以及键盘语言，然后重新输入。</translation>
    </message>
    <message>
        <source>I &amp;restored this case from a copy: open it as it is</source>
        <translation>这个案件是我从副本恢复的，按现状打开(&amp;R)</translation>
    </message>
    <message>
        <source>Profile of the case</source>
        <translation>案件的方案</translation>
    </message>
    <message>
        <source>Pr&amp;ofile: what is looked for and withheld</source>
        <translation>方案：查找和脱敏的内容(&amp;O)</translation>
    </message>
</context>
<context>
    <name>redoubt::ui::ViewCommands</name>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原件</translation>
    </message>
    <message>
        <source>Next view</source>
        <translation>下一视图</translation>
    </message>
    <message>
        <source>Look at the original while held</source>
        <translation>按住时查看原件</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>实际大小</translation>
    </message>
    <message>
        <source>Fit into the view</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Remove the selected marks</source>
        <translation>移除所选标记</translation>
    </message>
</context>
<context>
    <name>redoubt::vault</name>
    <message>
        <source>The vault&apos;s header is damaged. Restore “vault.hdr” from a backup.</source>
        <translation>保管库的文件头已损坏。请从备份恢复“vault.hdr”。</translation>
    </message>
    <message>
        <source>There is not enough free memory to check the passphrase (%1 MiB are needed). Close other programs and try again.</source>
        <translation>可用内存不足，无法校验口令（需要 %1 MiB）。请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>The passphrase or secret key does not open this vault.</source>
        <translation>该口令或私钥无法打开此保管库。</translation>
    </message>
    <message>
        <source>This vault was made by a newer version of the program. Install that version to open it.</source>
        <translation>此保管库由本程序的较新版本创建。请安装该版本后打开。</translation>
    </message>
    <message>
        <source>The vault asks for more work to check a passphrase than is safe to do. It was not made by this program.</source>
        <translation>此保管库要求的口令校验计算量超出安全范围。它不是由本程序创建的。</translation>
    </message>
    <message>
        <source>The passphrase is empty. Choose one that nobody can guess.</source>
        <translation>口令为空。请选择一个无人能猜到的口令。</translation>
    </message>
    <message>
        <source>The cost of the passphrase check is out of range (1 to 10 passes, 1 MiB to 1 GiB).</source>
        <translation>口令校验的计算成本超出范围（1 至 10 轮，1 MiB 至 1 GiB）。</translation>
    </message>
    <message>
        <source>There is not enough free memory to protect the passphrase (%1 MiB are needed). Close other programs and try again.</source>
        <translation>可用内存不足，无法保护口令（需要 %1 MiB）。请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>Your own access does not include what is to be granted.</source>
        <translation>您自己的权限不包括要授予的内容。</translation>
    </message>
    <message>
        <source>The recipient&apos;s public key is not usable. Ask for a new one.</source>
        <translation>接收方的公钥不可用。请索取新公钥。</translation>
    </message>
    <message>
        <source>The package&apos;s list of files is damaged.</source>
        <translation>封存包的文件列表已损坏。</translation>
    </message>
    <message>
        <source>A sealed file of the vault is damaged or was tampered with. Restore it from a backup.</source>
        <translation>保管库中有封存文件已损坏或被篡改。请从备份恢复。</translation>
    </message>
    <message>
        <source>A sealed file was made by a newer version of the program. Install that version to open it.</source>
        <translation>有封存文件由本程序的较新版本创建。请安装该版本后打开。</translation>
    </message>
    <message>
        <source>Your access does not include this file. Ask the owner of the vault for a grant.</source>
        <translation>您的权限不包括此文件。请向保管库所有者申请授权。</translation>
    </message>
    <message>
        <source>The file became shorter while it was read. Add it again.</source>
        <translation>读取过程中文件变短。请重新添加。</translation>
    </message>
    <message>
        <source>The package lists a file that is not in it. Get a complete copy.</source>
        <translation>封存包列出的某个文件不在其中。请获取完整的副本。</translation>
    </message>
    <message>
        <source>The file is not the one that was sealed: its SHA-256 differs.</source>
        <translation>此文件不是当时封存的文件：SHA-256 不同。</translation>
    </message>
    <message>
        <source>Only the owner&apos;s passphrase can pack the originals.</source>
        <translation>只有所有者的口令才能打包原件。</translation>
    </message>
    <message>
        <source>There are too many recipients. Make one package for some of them and another one for the rest.</source>
        <translation>接收方过多。请分成多个封存包，分别发给部分接收方。</translation>
    </message>
    <message>
        <source>This is not a recipient&apos;s secret key, or it has a typing error. Copy all of it, from “REDOUBT-SECRET-1” to its end.</source>
        <translation>这不是接收方的私钥，或有输入错误。请完整复制，从“REDOUBT-SECRET-1”直到末尾。</translation>
    </message>
    <message>
        <source>This is a secret key, which only its owner may have. Ask the recipient for the public key, which starts with “redoubt1”.</source>
        <translation>这是私钥，只应由其所有者持有。请向接收方索取以“redoubt1”开头的公钥。</translation>
    </message>
    <message>
        <source>This is not a recipient&apos;s public key, or it has a typing error. Copy all of it, from “redoubt1” to its end.</source>
        <translation>这不是接收方的公钥，或有输入错误。请完整复制，从“redoubt1”直到末尾。</translation>
    </message>
    <message>
        <source>The case is open for reading only.</source>
        <translation>案件以只读方式打开。</translation>
    </message>
    <message>
        <source>The package is damaged, or was packed anew by another program. Get an unchanged copy.</source>
        <translation>封存包已损坏，或被其他程序重新打包。请获取未经更改的副本。</translation>
    </message>
    <message>
        <source>The package holds more files than this program can open.</source>
        <translation>封存包中的文件数超出本程序的上限。</translation>
    </message>
    <message>
        <source>The case is open in another window or program. Close it there, or open it for reading only.</source>
        <translation>案件已在另一窗口或程序中打开。请在那里关闭，或以只读方式打开。</translation>
    </message>
    <message>
        <source>This is the header of a package, not of a case.</source>
        <translation>这是封存包的文件头，不是案件的文件头。</translation>
    </message>
    <message>
        <source>“%1” is not a case: it has no vault.</source>
        <translation>“%1”不是案件：其中没有保管库。</translation>
    </message>
    <message>
        <source>A sealed file is missing from the vault. Restore the folder “objects” from a backup.</source>
        <translation>保管库中缺少封存文件。请从备份恢复文件夹“objects”。</translation>
    </message>
    <message>
        <source>“%1” exists already and is not empty. Choose another folder.</source>
        <translation>“%1”已存在且不为空。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>This key may read the case but not change it. Open it for reading only.</source>
        <translation>此密钥只能读取案件，不能更改。请以只读方式打开。</translation>
    </message>
    <message>
        <source>The vault has as many keys as it can hold.</source>
        <translation>保管库的密钥数已达上限。</translation>
    </message>
    <message>
        <source>The case&apos;s journal is damaged or was tampered with.</source>
        <translation>案件日志已损坏或被篡改。</translation>
    </message>
    <message>
        <source>Your access does not include the case&apos;s journal.</source>
        <translation>您的权限不包括案件日志。</translation>
    </message>
    <message>
        <source>“%1” is inside of a case. Choose a folder outside of it.</source>
        <translation>“%1”位于案件内。请选择案件之外的文件夹。</translation>
    </message>
    <message>
        <source>The folder of the case was moved, or its journal was replaced, while the case was open; the last step was not saved. Close the case and open it again.</source>
        <translation>案件打开期间，其文件夹被移动或日志被替换；上一步未保存。请关闭案件后重新打开。</translation>
    </message>
    <message>
        <source>The case was closed.</source>
        <translation>案件已关闭。</translation>
    </message>
    <message>
        <source>A sealed original does not have the size that the journal names.</source>
        <translation>一份封存原件的大小与日志中记录的不符。</translation>
    </message>
</context>
<context>
    <name>redoubt::verify</name>
    <message>
        <source>audio stream %1, %2 s to %3 s</source>
        <translation>音频流 %1，%2 秒至 %3 秒</translation>
    </message>
    <message>
        <source>%1: too short to be measured between its guards</source>
        <translation>%1：除去首尾保护间隔后太短，无法测量</translation>
    </message>
    <message>
        <source>%1: no sound was decoded there</source>
        <translation>%1：该处未解码出声音</translation>
    </message>
    <message>
        <source>%1: sound is left at %2 s</source>
        <translation>%1：%2 秒处仍有声音</translation>
    </message>
    <message>
        <source>%1: what replaces the sound is not steady</source>
        <translation>%1：替代声音不平稳</translation>
    </message>
    <message>
        <source>%1: too short to tell a bleep from speech</source>
        <translation>%1：太短，无法区分哔声与语音</translation>
    </message>
    <message>
        <source>audio stream %1 could not be decoded</source>
        <translation>音频流 %1 无法解码</translation>
    </message>
    <message>
        <source>audio stream %1: %2 packets could not be decoded</source>
        <translation>音频流 %1：%2 个数据包无法解码</translation>
    </message>
    <message>
        <source>%1 bytes after the end of the file&apos;s structure</source>
        <translation>文件结构末尾之后有 %1 字节</translation>
    </message>
    <message>
        <source>the structure of the file is too large or damaged</source>
        <translation>文件结构过大或已损坏</translation>
    </message>
    <message>
        <source>padding that is not empty</source>
        <translation>填充区不为空</translation>
    </message>
    <message>
        <source>a box of %1 bytes that no release needs</source>
        <translation>发布不需要的 box（%1 字节）</translation>
    </message>
    <message>
        <source>a description of %1 bytes</source>
        <translation>%1 字节的描述信息</translation>
    </message>
    <message>
        <source>a list of %1 bytes that no release needs</source>
        <translation>发布不需要的列表（%1 字节）</translation>
    </message>
    <message>
        <source>a chunk of %1 bytes that no release needs</source>
        <translation>发布不需要的数据块（%1 字节）</translation>
    </message>
    <message>
        <source>a list of descriptions</source>
        <translation>描述信息列表</translation>
    </message>
    <message>
        <source>an element of %1 bytes that no release needs</source>
        <translation>发布不需要的元素（%1 字节）</translation>
    </message>
    <message>
        <source>%1 bytes of media data that no player shows</source>
        <translation>播放器不会呈现的 %1 字节媒体数据</translation>
    </message>
    <message>
        <source>this container is not walked part by part; its bytes were searched</source>
        <translation>未逐部分解析此容器格式；已搜索其全部字节</translation>
    </message>
    <message>
        <source>The output could not be read.</source>
        <translation>无法读取输出。</translation>
    </message>
    <message>
        <source>The media file is damaged.</source>
        <translation>媒体文件已损坏。</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>内存不足。</translation>
    </message>
    <message>
        <source>The output is in no media format that can be examined.</source>
        <translation>输出不是可检查的媒体格式。</translation>
    </message>
    <message>
        <source>The output has more streams than can be examined.</source>
        <translation>输出的流过多，无法全部检查。</translation>
    </message>
    <message>
        <source>The language files of the text recogniser are not installed.</source>
        <translation>未安装文字识别的语言文件。</translation>
    </message>
    <message>
        <source>The text recogniser could not be started.</source>
        <translation>无法启动文字识别。</translation>
    </message>
    <message>
        <source>The text recogniser failed on a picture.</source>
        <translation>有图片的文字识别失败。</translation>
    </message>
    <message>
        <source>there are bytes before the beginning of the document</source>
        <translation>文档开头之前有多余字节</translation>
    </message>
    <message>
        <source>the document has no end mark</source>
        <translation>文档没有结束标记</translation>
    </message>
    <message numerus="yes">
        <source>the document holds %n revision(s)</source>
        <translation>
            <numerusform>文档含有 %n 个修订版本</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 bytes after the end of the document</source>
        <translation>文档末尾之后有 %1 字节</translation>
    </message>
    <message>
        <source>%1 bytes that belong to no object</source>
        <translation>%1 字节不属于任何对象</translation>
    </message>
    <message>
        <source>streams unpack to more than can be searched</source>
        <translation>流解压后过大，无法全部搜索</translation>
    </message>
    <message numerus="yes">
        <source>%n withheld text(s) in packed streams</source>
        <translation>
            <numerusform>压缩流中有 %n 处应隐去的文本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dropped metadata value(s) in packed streams</source>
        <translation>
            <numerusform>压缩流中有 %n 个应去除的元数据值</numerusform>
        </translation>
    </message>
    <message>
        <source>page %1</source>
        <translation>第 %1 页</translation>
    </message>
    <message>
        <source>%1: a picture inside of the page&apos;s own code</source>
        <translation>%1：页面代码中内嵌图片</translation>
    </message>
    <message>
        <source>%1: too much is drawn to be followed</source>
        <translation>%1：绘制内容过多，无法全部跟踪</translation>
    </message>
    <message>
        <source>%1: a shading is drawn</source>
        <translation>%1：绘制了渐变</translation>
    </message>
    <message>
        <source>%1: a drawing reaches into a masked box</source>
        <translation>%1：有绘制内容伸入遮盖框</translation>
    </message>
    <message>
        <source>a drawing under a masked box</source>
        <translation>遮盖框下有绘制内容</translation>
    </message>
    <message>
        <source>%1: too many pictures</source>
        <translation>%1：图片过多</translation>
    </message>
    <message>
        <source>%1: forms are nested too deeply</source>
        <translation>%1：表单对象嵌套过深</translation>
    </message>
    <message>
        <source>the document is encrypted</source>
        <translation>文档已加密</translation>
    </message>
    <message>
        <source>a masked box lies on a page that does not exist</source>
        <translation>遮盖框所在的页面不存在</translation>
    </message>
    <message>
        <source>what is drawn on masked pages could not be followed</source>
        <translation>无法跟踪被遮盖页面上的绘制内容</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) that nothing refers to</source>
        <translation>
            <numerusform>%n 个未被引用的对象</numerusform>
        </translation>
    </message>
    <message>
        <source>the document is damaged</source>
        <translation>文档已损坏</translation>
    </message>
    <message>
        <source>%1: an entry that is not on the list</source>
        <translation>%1：含有允许列表之外的条目</translation>
    </message>
    <message>
        <source>trailer</source>
        <translation>文件尾</translation>
    </message>
    <message>
        <source>an entry in the document information</source>
        <translation>文档信息中的条目</translation>
    </message>
    <message>
        <source>catalogue</source>
        <translation>目录对象</translation>
    </message>
    <message>
        <source>page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>an entry %1</source>
        <translation>条目 %1</translation>
    </message>
    <message>
        <source>objects are nested too deeply</source>
        <translation>对象嵌套过深</translation>
    </message>
    <message>
        <source>a stream unpacks to more than can be searched</source>
        <translation>有流解压后过大，无法搜索</translation>
    </message>
    <message>
        <source>a stream could not be unpacked</source>
        <translation>有流无法解压</translation>
    </message>
    <message>
        <source>bytes behind the end of a picture in the document</source>
        <translation>文档内图片末尾之后有多余字节</translation>
    </message>
    <message>
        <source>a picture in the document carries a description of its own; its values were searched</source>
        <translation>文档内图片带有自己的描述信息；已搜索其中的值</translation>
    </message>
    <message numerus="yes">
        <source>%n withheld text(s) in objects of the document</source>
        <translation>
            <numerusform>文档对象中有 %n 处应隐去的文本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dropped metadata value(s) in objects of the document</source>
        <translation>
            <numerusform>文档对象中有 %n 个应去除的元数据值</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 could not be read</source>
        <translation>%1无法读取</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n withheld text(s)</source>
        <translation>
            <numerusform>%1：%n 处应隐去的文本</numerusform>
        </translation>
    </message>
    <message>
        <source>text under a masked box</source>
        <translation>遮盖框下有文本</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n word(s) under masked boxes</source>
        <translation>
            <numerusform>%1：遮盖框下有 %n 个词</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n masked box(es) are not of one colour</source>
        <translation>
            <numerusform>%1：%n 个遮盖框不是单一颜色</numerusform>
        </translation>
    </message>
    <message>
        <source>not of one colour</source>
        <translation>不是单一颜色</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n masked box(es) lie outside of the page</source>
        <translation>
            <numerusform>%1：%n 个遮盖框位于页面之外</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 could not be shown</source>
        <translation>%1无法显示</translation>
    </message>
    <message>
        <source>%1 is too large to be read</source>
        <translation>%1过大，无法读取</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n withheld text(s) can be read</source>
        <translation>
            <numerusform>%1：可读出 %n 处应隐去的文本</numerusform>
        </translation>
    </message>
    <message>
        <source>readable text</source>
        <translation>可读出的文本</translation>
    </message>
    <message>
        <source>the document could not be opened for reading</source>
        <translation>无法打开文档进行读取</translation>
    </message>
    <message>
        <source>%1 pages instead of %2</source>
        <translation>有 %1 页，应为 %2 页</translation>
    </message>
    <message>
        <source>The document could not be opened twice.</source>
        <translation>无法再次打开文档。</translation>
    </message>
    <message>
        <source>the pictures of masked pages could not be shown alone</source>
        <translation>被遮盖页面的图片无法单独显示</translation>
    </message>
    <message>
        <source>%1: a picture still shows what a masked box covers</source>
        <translation>%1：有图片仍显示遮盖框所盖的内容</translation>
    </message>
    <message>
        <source>a picture under a masked box</source>
        <translation>遮盖框下有图片</translation>
    </message>
    <message>
        <source>%1: a picture could not be shown alone</source>
        <translation>%1：有图片无法单独显示</translation>
    </message>
    <message>
        <source>the JPEG markers are damaged</source>
        <translation>JPEG 标记段已损坏</translation>
    </message>
    <message>
        <source>an APP0 segment holds more than the format needs</source>
        <translation>APP0 段的内容超出格式所需</translation>
    </message>
    <message>
        <source>JPEG segment 0x%1 of %2 bytes</source>
        <translation>JPEG 段 0x%1（%2 字节）</translation>
    </message>
    <message>
        <source>JPEG segment 0x%1 is not known</source>
        <translation>未知的 JPEG 段 0x%1</translation>
    </message>
    <message>
        <source>a colour profile that is not plain sRGB</source>
        <translation>颜色配置文件不是标准 sRGB</translation>
    </message>
    <message>
        <source>%1 bytes after the end of the picture</source>
        <translation>图片末尾之后有 %1 字节</translation>
    </message>
    <message>
        <source>the PNG chunks are damaged</source>
        <translation>PNG 数据块已损坏</translation>
    </message>
    <message>
        <source>a PNG chunk of %1 bytes that no picture needs</source>
        <translation>图片不需要的 PNG 数据块（%1 字节）</translation>
    </message>
    <message>
        <source>picture data beyond the last row</source>
        <translation>最后一行之后还有图像数据</translation>
    </message>
    <message>
        <source>the picture data is damaged</source>
        <translation>图像数据已损坏</translation>
    </message>
    <message>
        <source>the WebP chunks are damaged</source>
        <translation>WebP 数据块已损坏</translation>
    </message>
    <message>
        <source>a WebP chunk of %1 bytes that no picture needs</source>
        <translation>图片不需要的 WebP 数据块（%1 字节）</translation>
    </message>
    <message>
        <source>this picture format is not walked; write JPEG, PNG, TIFF or WebP</source>
        <translation>无法逐部分解析此图片格式；请写出为 JPEG、PNG、TIFF 或 WebP</translation>
    </message>
    <message>
        <source>with a name of its own</source>
        <translation>自定义名称</translation>
    </message>
    <message>
        <source>%1: a tag (%2)</source>
        <translation>%1：含有标签（%2）</translation>
    </message>
    <message>
        <source>stream %1 carries side information of type %2</source>
        <translation>流 %1 携带类型为 %2 的附带信息</translation>
    </message>
    <message>
        <source>container</source>
        <translation>容器</translation>
    </message>
    <message numerus="yes">
        <source>%n chapter(s)</source>
        <translation>
            <numerusform>%n 个章节</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n programme(s) in one file</source>
        <translation>
            <numerusform>一个文件中有 %n 个节目</numerusform>
        </translation>
    </message>
    <message>
        <source>programme</source>
        <translation>节目</translation>
    </message>
    <message>
        <source>stream %1</source>
        <translation>流 %1</translation>
    </message>
    <message>
        <source>%1 is a cover picture</source>
        <translation>%1 是封面图片</translation>
    </message>
    <message>
        <source>%1 holds subtitles</source>
        <translation>%1 含有字幕</translation>
    </message>
    <message>
        <source>%1 is an attached file</source>
        <translation>%1 是附件</translation>
    </message>
    <message>
        <source>%1 holds data that is neither picture nor sound</source>
        <translation>%1 含有既非画面也非声音的数据</translation>
    </message>
    <message numerus="yes">
        <source>only the first of %n video stream(s) is examined</source>
        <translation>
            <numerusform>共 %n 个视频流，只检查了第一个</numerusform>
        </translation>
    </message>
    <message>
        <source>a sound file with pictures</source>
        <translation>音频文件中含有画面</translation>
    </message>
    <message>
        <source>a video file without pictures</source>
        <translation>视频文件中没有画面</translation>
    </message>
    <message numerus="yes">
        <source>%n audio stream(s) more than expected</source>
        <translation>
            <numerusform>音频流比预期多 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n audio stream(s) fewer than expected</source>
        <translation>
            <numerusform>音频流比预期少 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>stream %1 holds coded data that players are told to skip</source>
        <translation>流 %1 含有指示播放器跳过的编码数据</translation>
    </message>
    <message>
        <source>stream %1 holds sound that players are told to skip</source>
        <translation>流 %1 含有指示播放器跳过的声音</translation>
    </message>
    <message>
        <source>packets of stream %1 carry side information of type %2</source>
        <translation>流 %1 的数据包携带类型为 %2 的附带信息</translation>
    </message>
    <message>
        <source>closed captions in the pictures</source>
        <translation>画面中含有隐藏式字幕</translation>
    </message>
    <message>
        <source>user data in the pictures</source>
        <translation>画面中含有用户数据</translation>
    </message>
    <message>
        <source>side information of type %1 in the pictures</source>
        <translation>画面中含有类型为 %1 的附带信息</translation>
    </message>
    <message>
        <source>text that travels with frames</source>
        <translation>随帧携带的文本</translation>
    </message>
    <message>
        <source>the TIFF directories are damaged</source>
        <translation>TIFF 目录已损坏</translation>
    </message>
    <message>
        <source>TIFF tag %1 of %2 bytes, which no picture needs</source>
        <translation>图片不需要的 TIFF 标签 %1（%2 字节）</translation>
    </message>
    <message>
        <source>%1 bytes that belong to no part of the picture</source>
        <translation>%1 字节不属于图片的任何部分</translation>
    </message>
    <message>
        <source>a file that should be empty is not</source>
        <translation>应为空的文件不为空</translation>
    </message>
    <message>
        <source>outputs of this kind cannot be examined yet</source>
        <translation>尚不能检查此类输出</translation>
    </message>
    <message>
        <source>The check of the output stopped with an internal error.</source>
        <translation>输出检验因内部错误而中止。</translation>
    </message>
    <message>
        <source>there is no video stream to look at</source>
        <translation>没有可查看的视频流</translation>
    </message>
    <message>
        <source>there is no audio stream %1</source>
        <translation>没有音频流 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n Exif field(s)</source>
        <translation>
            <numerusform>%n 个 Exif 字段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n IPTC field(s)</source>
        <translation>
            <numerusform>%n 个 IPTC 字段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n XMP field(s)</source>
        <translation>
            <numerusform>%n 个 XMP 字段</numerusform>
        </translation>
    </message>
    <message>
        <source>a comment</source>
        <translation>含有注释</translation>
    </message>
    <message>
        <source>a second reader could not open the picture</source>
        <translation>另一读取程序无法打开图片</translation>
    </message>
    <message numerus="yes">
        <source>%n withheld text(s) in the bytes of the file</source>
        <translation>
            <numerusform>文件字节中有 %n 处应隐去的文本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) are too short to be told from chance in the bytes of the file; they were searched as text only</source>
        <translation>
            <numerusform>%n 个文本太短，在文件字节中无法与偶然匹配区分；仅作为文本搜索</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dropped metadata value(s) in the bytes of the file</source>
        <translation>
            <numerusform>文件字节中有 %n 个应去除的元数据值</numerusform>
        </translation>
    </message>
    <message>
        <source>a masked box is not of one colour</source>
        <translation>有遮盖框不是单一颜色</translation>
    </message>
    <message>
        <source>a masked box lies outside of the picture</source>
        <translation>有遮盖框位于画面之外</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>图片</translation>
    </message>
    <message numerus="yes">
        <source>%n box(es) are pixelated or blurred: whether that can be undone was not verified</source>
        <translation>
            <numerusform>%n 个区域采用了马赛克或模糊：未验证其能否被还原</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n withheld text(s) are still there</source>
        <translation>
            <numerusform>仍有 %n 处应隐去的文本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) of a single sign could not be searched</source>
        <translation>
            <numerusform>%n 个单字符文本无法搜索</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1: the frame could not be converted</source>
        <translation>%1：帧无法转换</translation>
    </message>
    <message>
        <source>%1 frames are missing and %2 stand at times that the source does not have, first at %3 s</source>
        <translation>缺少 %1 帧，另有 %2 帧的时间在源文件中不存在，首次出现在 %3 秒</translation>
    </message>
    <message>
        <source>there were no times to compare with</source>
        <translation>没有可供比较的时间</translation>
    </message>
    <message>
        <source>%1 masked boxes on %2 frames are not of one colour, first at %3 s</source>
        <translation>%2 帧上有 %1 个遮盖框不是单一颜色，首次出现在 %3 秒</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) have another size than expected</source>
        <translation>
            <numerusform>%n 帧的尺寸与预期不符</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masked box(es) have no frame at their time</source>
        <translation>
            <numerusform>%n 个遮盖框在其时间上没有对应的帧</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masked box(es) lie outside of the picture</source>
        <translation>
            <numerusform>%n 个遮盖框位于画面之外</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) could not be decoded cleanly</source>
        <translation>
            <numerusform>%n 帧无法完整解码</numerusform>
        </translation>
    </message>
    <message>
        <source>no frame could be decoded</source>
        <translation>没有任何帧能够解码</translation>
    </message>
    <message>
        <source>the video stream could not be decoded</source>
        <translation>视频流无法解码</translation>
    </message>
    <message>
        <source>withheld text</source>
        <translation>应隐去的文本</translation>
    </message>
    <message>
        <source>the animation announces another number of frames than it has</source>
        <translation>动画声明的帧数与实际不符</translation>
    </message>
    <message>
        <source>a frame of the animation is not a picture of its own</source>
        <translation>动画中有帧不是独立完整的图片</translation>
    </message>
    <message>
        <source>a picture in front of the animation</source>
        <translation>动画之前另有一张图片</translation>
    </message>
    <message>
        <source>There is not enough memory to read the picture.</source>
        <translation>内存不足，无法读取图片。</translation>
    </message>
    <message>
        <source>a tag that turns the picture</source>
        <translation>含有使图片旋转的标签</translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) are words of the container itself; they were searched in tags and streams only</source>
        <translation>
            <numerusform>%n 个文本是容器格式自身的用词；仅在标签和流中搜索</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: there is not enough memory to look at it</source>
        <translation>%1：内存不足，无法查看</translation>
    </message>
    <message>
        <source>%1: another size than expected</source>
        <translation>%1：尺寸与预期不符</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n transparent pixel(s) keep a colour that nobody sees</source>
        <translation>
            <numerusform>%1：%n 个透明像素仍保留看不见的颜色</numerusform>
        </translation>
    </message>
    <message>
        <source>the file has another number of pictures than expected</source>
        <translation>文件中的图片数与预期不符</translation>
    </message>
    <message>
        <source>a masked box lies on a page that is not there</source>
        <translation>遮盖框所在的页面不存在</translation>
    </message>
    <message>
        <source>%1: the picture is too large to be examined</source>
        <translation>%1：图片过大，无法检查</translation>
    </message>
    <message>
        <source>%1: the picture could not be decoded</source>
        <translation>%1：图片无法解码</translation>
    </message>
    <message>
        <source>the file is no text in %1, in which it was written</source>
        <translation>文件不是有效的 %1 文本，而它是以该编码写出的</translation>
    </message>
    <message>
        <source>page %1: too much is drawn to be followed</source>
        <translation>第 %1 页：绘制内容过多，无法全部跟踪</translation>
    </message>
    <message>
        <source>there are too many pictures to look at each</source>
        <translation>图片过多，无法逐一查看</translation>
    </message>
    <message>
        <source>page %1: a picture could not be shown alone</source>
        <translation>第 %1 页：有图片无法单独显示</translation>
    </message>
    <message>
        <source>page %1: a picture holds parts that the page does not show</source>
        <translation>第 %1 页：有图片含有页面上不显示的部分</translation>
    </message>
    <message>
        <source>hidden parts of a picture</source>
        <translation>图片的隐藏部分</translation>
    </message>
    <message>
        <source>the pictures of the document could not be followed</source>
        <translation>无法跟踪文档中的图片</translation>
    </message>
    <message>
        <source>%1 of %2 text(s) are short or common words: they were looked for at their places only, the others everywhere</source>
        <translation>%2 个文本中有 %1 个是短词或常用词：仅在其所在位置查找，其余在所有位置查找</translation>
    </message>
    <message>
        <source>%1: the reader did not finish in time</source>
        <translation>%1：读取未能按时完成</translation>
    </message>
    <message numerus="yes">
        <source>%n short or common text(s) still stand at their places</source>
        <translation>
            <numerusform>%n 处短词或常用词仍在原位</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: the detector failed</source>
        <translation>%1：检测器失败</translation>
    </message>
    <message>
        <source>%1: seen inside of a masked box</source>
        <extracomment>%1: what was found, such as &quot;Face&quot;</extracomment>
        <translation>%1：在遮盖区域内仍可见</translation>
    </message>
    <message>
        <source>%1: neither masked nor kept</source>
        <translation>%1：既未遮盖也未保留</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1，另有 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>redoubt::worker</name>
    <message>
        <source>The reader of the file stopped.</source>
        <translation>读取该文件的进程已停止。</translation>
    </message>
    <message>
        <source>There is more to tell of the file than can be taken.</source>
        <translation>该文件的结果超出可接收的大小。</translation>
    </message>
    <message>
        <source>Not examined: the reader of the file gave an answer that cannot be understood.</source>
        <translation>未检查：读取该文件的进程给出了无法理解的回答。</translation>
    </message>
    <message>
        <source>Not examined: the reader of the file took more time than it may.</source>
        <translation>未检查：读取该文件的进程超出了允许的时间。</translation>
    </message>
    <message>
        <source>Not examined: the reader of the file was stopped because it tried something that reading does not need. The file may be made to attack its reader.</source>
        <translation>未检查：读取该文件的进程尝试了读取并不需要的操作，已被终止。该文件可能是为攻击读取程序而制作的。</translation>
    </message>
    <message>
        <source>Not examined: the reader of the file stopped (%1).</source>
        <translation>未检查：读取该文件的进程已停止（%1）。</translation>
    </message>
    <message>
        <source>Not examined: the reader of the file stopped.</source>
        <translation>未检查：读取该文件的进程已停止。</translation>
    </message>
    <message>
        <source>The file became shorter while it was read.</source>
        <translation>文件在读取过程中变短了。</translation>
    </message>
    <message>
        <source>“%1”, which reads the files of a case, cannot be started (%2). Install the program again.</source>
        <translation>无法启动读取案件文件的“%1”（%2）。请重新安装程序。</translation>
    </message>
    <message>
        <source>The reader of the files is “%1”, and this program is “%2”: install the same version of both.</source>
        <translation>读取文件的程序是“%1”，而本程序是“%2”：请安装相同版本。</translation>
    </message>
    <message>
        <source>The job for the reader of the file cannot be understood.</source>
        <translation>无法理解交给文件读取进程的任务。</translation>
    </message>
</context>
<context>
    <name>redoubt::workflow</name>
    <message>
        <source>no file of that name is in the case.</source>
        <translation>案件中没有该名称的文件。</translation>
    </message>
    <message>
        <source>Mark %1 on “%2” was not applied: %3</source>
        <translation>未应用“%2”上的第 %1 个标记：%3</translation>
    </message>
    <message>
        <source>it matches nothing.</source>
        <translation>没有匹配到任何内容。</translation>
    </message>
    <message>
        <source>it matches the name of the file and nothing in it.</source>
        <translation>它只与文件名匹配，在文件内容中没有匹配到任何内容。</translation>
    </message>
    <message>
        <source>No temporary folder can be made.</source>
        <translation>无法创建临时文件夹。</translation>
    </message>
    <message>
        <source>“%1” is not a release manifest that this program can read.</source>
        <translation>“%1”不是本程序能读取的发布清单。</translation>
    </message>
    <message>
        <source>Entry %1 of the release manifest cannot be read.</source>
        <translation>无法读取发布清单的第 %1 个条目。</translation>
    </message>
    <message>
        <source>the release is not signed</source>
        <translation>发布没有签名</translation>
    </message>
    <message>
        <source>the signature is not of this manifest: it was changed</source>
        <translation>签名与此清单不符：清单已被更改</translation>
    </message>
    <message>
        <source>signed with the key of the case, %1</source>
        <translation>由案件的密钥签名，%1</translation>
    </message>
    <message>
        <source>signed with the key that was given, %1</source>
        <translation>由所指定的密钥签名，%1</translation>
    </message>
    <message>
        <source>signed with another key than it should be, %1</source>
        <translation>签名所用的不是应使用的密钥，%1</translation>
    </message>
    <message>
        <source>signed with a key that nobody vouched for, %1; compare it with the fingerprint of the vault</source>
        <translation>由无人担保的密钥签名，%1；请与保管库的指纹核对</translation>
    </message>
    <message>
        <source>the custody log of the case has this release</source>
        <translation>案件的保管链日志中有此发布</translation>
    </message>
    <message>
        <source>the custody log of the case does not have this release</source>
        <translation>案件的保管链日志中没有此发布</translation>
    </message>
    <message>
        <source>the manifest does not name this file by its hash</source>
        <translation>清单没有列出此文件的哈希值</translation>
    </message>
    <message>
        <source>as the manifest names it</source>
        <translation>与清单所列一致</translation>
    </message>
    <message>
        <source>it was changed</source>
        <translation>已被更改</translation>
    </message>
    <message>
        <source>nothing withheld stands in it</source>
        <translation>其中没有应隐去的内容</translation>
    </message>
    <message numerus="yes">
        <source>%n withheld text(s) stand in it</source>
        <translation>
            <numerusform>其中有 %n 处应隐去的文本</numerusform>
        </translation>
    </message>
    <message>
        <source>the name holds withheld text</source>
        <translation>名称中有应隐去的文本</translation>
    </message>
    <message>
        <source>nothing withheld stands in the name</source>
        <translation>名称中没有应隐去的内容</translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the original were not examined for what should be redacted</source>
        <translation>
            <numerusform>原件有 %n 处未检查是否需要脱敏</numerusform>
        </translation>
    </message>
    <message>
        <source>the case does not have the original of this file</source>
        <translation>案件中没有此文件的原件</translation>
    </message>
    <message>
        <source>The manifest names no place for this output.</source>
        <translation>清单未注明此输出的位置。</translation>
    </message>
    <message>
        <source>the manifest names no such file: it was not released</source>
        <translation>清单未列出此文件：它未曾发布</translation>
    </message>
    <message>
        <source>Mark %1 was not applied.</source>
        <translation>未应用第 %1 个标记。</translation>
    </message>
    <message>
        <source>what was withheld here is not known, so it could not be looked for: give the marks or the case</source>
        <translation>不知道此处隐去了什么，因此无法查找：请指定标记或案件</translation>
    </message>
    <message>
        <source>“%1” is empty: there is nothing to redact.</source>
        <translation>“%1”为空：没有可脱敏的内容。</translation>
    </message>
    <message>
        <source>“%1” is of a kind that cannot be examined or redacted yet (%2); the original is sealed in the vault.</source>
        <translation>“%1”的类型（%2）尚不能检查或脱敏；原件已封存在保管库中。</translation>
    </message>
    <message>
        <source>name of the file</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>Not examined: reading it was begun twice and never finished. It is left aside until you ask for it again.</source>
        <translation>未检查：已两次开始读取但均未完成。在您再次要求之前，此文件将被搁置。</translation>
    </message>
    <message>
        <source>The machine that reads the files has other detectors or models than this one: install the same on both.</source>
        <translation>读取文件的机器与本机的检测器或模型不同：请在两台机器上安装相同的版本。</translation>
    </message>
    <message>
        <source>The files are read in processes that are not closed in as far as they can be: this machine has no %1. A file that is made to attack its reader could do more here.</source>
        <translation>读取文件的进程未能完全隔离：本机没有 %1。为攻击读取程序而制作的文件在这里可能造成更大危害。</translation>
    </message>
    <message>
        <source>parts of the file</source>
        <translation>文件的组成部分</translation>
    </message>
    <message>
        <source>They lie too deep in other files to be taken out.</source>
        <translation>它们在其他文件中嵌套过深，无法取出。</translation>
    </message>
    <message>
        <source>There are more of them than can be taken out.</source>
        <translation>它们的数量超出可以取出的上限。</translation>
    </message>
    <message>
        <source>Files of this kind have no pages to draw.</source>
        <translation>此类文件没有可绘制的页面。</translation>
    </message>
    <message>
        <source>Files of this kind have no text to read.</source>
        <translation>此类文件没有可读取的文本。</translation>
    </message>
    <message>
        <source>There is no picture of this kind of file.</source>
        <translation>此类文件没有图片。</translation>
    </message>
</context>
</TS>
