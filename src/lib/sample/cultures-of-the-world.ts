import { built, names, type Culture } from './culture';

/** Cultures beyond Latin Europe. `native=latin` where the directory and the apps may use different scripts. */
export const CULTURES_OF_THE_WORLD: readonly Culture[] = [
  {
    weight: 5,
    women: names(
      'Ольга=Olga Екатерина=Ekaterina Наталья=Natalya Юлия=Yulia Анастасия=Anastasia Светлана=Svetlana Марина=Marina Дарья=Darya'
    ),
    men: names(
      'Дмитрий=Dmitri Сергей=Sergey Алексей=Alexey Юрий=Yuri Владимир=Vladimir Михаил=Mikhail Григорий=Grigory Фёдор=Fyodor'
    ),
    families: built(
      'Волк=Volk Смирн=Smirn Соколь=Sokol Лебедь=Lebed Морозк=Morozk Зайц=Zaits Орл=Orl Щербак=Shcherbak Журавл=Zhuravl Ершк=Yershk',
      'ов=ov ин=in'
    ),
    feminine: (family) => family + (/[a-z]$/.test(family) ? 'a' : 'а')
  },
  {
    weight: 3,
    women: names('Оксана=Oksana Софія=Sofiia Ганна=Hanna Соломія=Solomiia Катерина=Kateryna Ярина=Yaryna'),
    men: names('Олександр=Oleksandr Андрій=Andrii Тарас=Taras Володимир=Volodymyr Євген=Yevhen Богдан=Bohdan'),
    families: built(
      'Кравч=Kravch Шевч=Shevch Бонд=Bond Мельн=Meln Ткач=Tkach Лисен=Lysen Гонч=Honch',
      'енко=enko ук=uk'
    )
  },
  {
    weight: 4,
    women: names('Ελένη=Eleni Κατερίνα=Katerina Σοφία=Sofia Δέσποινα=Despina Ευγενία=Evgenia Χριστίνα=Christina'),
    men: names('Γιώργος=Giorgos Κώστας=Kostas Νίκος=Nikos Σπύρος=Spyros Θανάσης=Thanasis Αλέξανδρος=Alexandros'),
    families: built(
      'Παπαδ=Papad Κωνσταντιν=Konstantin Αναγν=Anagn Δημητρ=Dimitr Χατζ=Chatz',
      'όπουλος=opoulos άκης=akis ίδης=idis'
    )
  },
  {
    weight: 7,
    women: names(
      '伟=Wei 芳=Fang 娜=Na 静=Jing 秀英=Xiuying 丽华=Lihua 晓梅=Xiaomei 欣怡=Xinyi 雨婷=Yuting 思涵=Sihan 雪=Xue 玉兰=Yulan'
    ),
    men: names(
      '强=Qiang 磊=Lei 军=Jun 志明=Zhiming 建国=Jianguo 浩然=Haoran 子轩=Zixuan 俊杰=Junjie 文博=Wenbo 海涛=Haitao 国栋=Guodong 天宇=Tianyu'
    ),
    families: names(
      '李=Li 王=Wang 张=Zhang 刘=Liu 陈=Chen 杨=Yang 黄=Huang 赵=Zhao 周=Zhou 吴=Wu 徐=Xu 孙=Sun 欧阳=Ouyang 林=Lin 郭=Guo 梁=Liang 谢=Xie 许=Xu 邓=Deng 冯=Feng'
    ),
    isFamilyFirst: true
  },
  {
    weight: 4,
    women: names('花子=Hanako 美咲=Misaki さくら=Sakura 陽子=Yoko 優子=Yuko 千尋=Chihiro 麻衣=Mai 結衣=Yui'),
    men: names('太郎=Taro 健一=Kenichi 翔太=Shota 大輔=Daisuke 拓海=Takumi 隆=Takashi 修=Osamu 陽介=Yosuke'),
    families: built('山=Yama 中=Naka 小=Ko 松=Matsu 石=Ishi 森=Mori 高=Taka', '田=da 本=moto 川=kawa 島=shima 村=mura'),
    isFamilyFirst: true
  },
  {
    weight: 3,
    women: names('지영=Ji-young 수진=Soo-jin 민서=Min-seo 하은=Ha-eun 예진=Ye-jin 은경=Eun-kyung'),
    men: names('민준=Min-jun 성호=Seong-ho 재현=Jae-hyun 동욱=Dong-wook 현우=Hyun-woo 상훈=Sang-hoon'),
    families: names(
      '김=Kim 이=Lee 박=Park 최=Choi 정=Jung 강=Kang 조=Cho 윤=Yoon 장=Jang 한=Han 남궁=Namgung 황보=Hwangbo'
    ),
    isFamilyFirst: true
  },
  {
    weight: 4,
    women: names('فاطمة=Fatima نور=Nour ليلى=Layla مريم=Maryam هدى=Huda زينب=Zaynab سلمى=Salma رانيا=Rania'),
    men: names('محمد=Mohammed أحمد=Ahmad يوسف=Youssef خالد=Khaled عمر=Omar حسين=Hussein طارق=Tariq كريم=Karim'),
    families: names(
      'الهاشمي=Al-Hashimi المصري=El-Masry الخطيب=Al-Khatib النجار=Al-Najjar حداد=Haddad منصور=Mansour السيد=El-Sayed القاسم=Al-Qasim عبد_الرحمن=Abdel_Rahman صباغ=Sabbagh الشامي=Al-Shami بيطار=Bitar'
    )
  },
  {
    weight: 2,
    women: names('נועה=Noa תמר=Tamar שירה=Shira יעל=Yael מיכל=Michal'),
    men: names('אורי=Uri איתי=Itai יונתן=Yonatan נדב=Nadav גלעד=Gilad'),
    families: names(
      'כהן=Cohen לוי=Levi מזרחי=Mizrahi פרץ=Peretz ביטון=Biton אברהמי=Avrahami בן_דוד=Ben_David רוזן=Rosen'
    )
  },
  {
    weight: 8,
    women: names(
      'Priya Ananya Lakshmi Kavitha Deepika Sunita Meenakshi Aishwarya Divya Shruti Asha Padmini Rukmini Nandini'
    ),
    men: names(
      'Rajesh Arjun Vikram Sanjay Suresh Venkatesh Aditya Rohit Karthik Subramaniam Ganesh Harish Manoj Pranav'
    ),
    families: [
      ...built('Raghu Rama Krishna Venkat Bala Gopala Jaya', 'nathan murthy swamy rajan subramanian'),
      ...names('Rao Iyer Patel Chatterjee Bhattacharya Kulkarni Deshpande Nair Menon Reddy')
    ]
  },
  {
    weight: 3,
    women: names('प्रिया=Priya सुनीता=Sunita अंजलि=Anjali पूजा=Pooja'),
    men: names('राहुल=Rahul अमित=Amit विजय=Vijay संदीप=Sandeep'),
    families: names(
      'शर्मा=Sharma वर्मा=Verma गुप्ता=Gupta मिश्रा=Mishra त्रिपाठी=Tripathi पाण्डेय=Pandey अग्रवाल=Agarwal सक्सेना=Saxena जोशी=Joshi'
    )
  },
  {
    weight: 5,
    women: names('Oluwaseun Chidinma Ngozi Adaeze Folasade Ifeoma Yetunde Amarachi Wanjiru Thandiwe Nomvula Abena'),
    men: names('Chukwuemeka Oluwadamilola Babatunde Obinna Kwame Kofi Tendai Sipho Themba Kamau Uche Olumide'),
    families: [
      ...built('Ade Olu Ogun Oye Aki', 'yemi wale bayo sanya niran'),
      ...names("Okafor Nwosu Eze Mensah Boateng Dlamini Nkosi Ng'ang'a Wa_Thiong'o Mokoena Asante Chukwu")
    ]
  },
  {
    weight: 4,
    women: names('Thị_Hương Thị_Lan Thùy_Dương Ngọc_Ánh Bích_Phượng Mỹ_Linh'),
    men: names('Văn_Đức Minh_Quân Quốc_Bảo Hữu_Nghĩa Tuấn_Kiệt Đình_Phúc'),
    families: names('Nguyễn Trần Phạm Hoàng Huỳnh Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đoàn'),
    isFamilyFirst: true
  },
  {
    weight: 3,
    women: names('Kailani Malia Leilani Mele Noelani'),
    men: names('Tāne Keoni Wiremu Hēmi Rāwiri'),
    families: names("Kahananui Ka'eo Tūhoe Ngāpō Māhina Kealoha Parata Tāmihana Faleolo To'omaga")
  }
];
